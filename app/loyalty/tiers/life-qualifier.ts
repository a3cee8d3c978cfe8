import { type Qualifier, rankReached } from './qualifier.ts';

/**
 * Everything counts that ever was, or that was since a time: the tier is what is reached now, and falls only when the
 * measure falls. There are no assessments, but for a tier that is held without being reached.
 */
export class LifeQualifier implements Qualifier {
  dueAt = Infinity;
  private readonly froms: readonly number[];
  private sum = 0;
  private reached = 0;
  private held = 0;

  constructor(froms: readonly number[]) {
    this.froms = froms;
  }

  get rank(): number {
    return this.held > this.reached ? this.held : this.reached;
  }

  add(_at: number, amount: number): void {
    this.sum += amount;
    this.reached = rankReached(this.froms, this.sum, this.reached);
  }

  assess(): void {
    this.held = 0;
    this.dueAt = Infinity;
  }

  hold(rank: number, at: number, until: number): void {
    if (rank <= this.rank || until <= at) return;
    this.held = rank;
    this.dueAt = until;
  }

  changeDemotion(): void {
    // Nobody is assessed here.
  }

  measured(): number {
    return this.sum;
  }

  lasting(): number {
    return this.sum;
  }
}
