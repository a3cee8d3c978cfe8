const BLOCK_LENGTH = 65_536;

/**
 * A long list of numbers that only grows. In blocks outside of the garbage collector's reach: an array of a million is
 * copied a dozen times while it grows, and looked through at each collection.
 */
export class NumberColumn {
  length = 0;
  private readonly blocks: Float64Array[] = [];
  private last = new Float64Array(0);

  push(value: number): void {
    const place = this.length % BLOCK_LENGTH;
    if (place === 0) {
      this.last = new Float64Array(BLOCK_LENGTH);
      this.blocks.push(this.last);
    }
    this.last[place] = value;
    this.length += 1;
  }

  /** @throws RangeError where the list ends before it */
  at(index: number): number {
    const value = this.blocks[Math.floor(index / BLOCK_LENGTH)]?.[index % BLOCK_LENGTH];
    if (value === undefined || index >= this.length) throw new RangeError(`no number at ${index}`);
    return value;
  }
}
