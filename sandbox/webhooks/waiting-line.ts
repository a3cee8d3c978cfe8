/** Places that were left before the line is written anew. */
const LEFT_MAX = 1024;

/**
 * Ids in the order they came. A `Set` alone would do, but finding its first id passes over all that were deleted
 * before it: emptying one of 120,000 takes 1.3 s.
 */
export class WaitingLine {
  readonly #waiting = new Set<string>();
  #places: string[] = [];
  #left = 0;

  get size(): number {
    return this.#waiting.size;
  }

  add(id: string): void {
    if (this.#waiting.has(id)) return;
    this.#waiting.add(id);
    this.#places.push(id);
  }

  delete(id: string): void {
    this.#waiting.delete(id);
  }

  /** Takes out the first. */
  shift(): string | undefined {
    while (this.#left < this.#places.length) {
      const id = this.#places[this.#left] ?? '';
      this.#left += 1;
      if (this.#left > LEFT_MAX && this.#left * 2 > this.#places.length) {
        this.#places = this.#places.slice(this.#left);
        this.#left = 0;
      }
      if (this.#waiting.delete(id)) return id;
    }
    return undefined;
  }
}
