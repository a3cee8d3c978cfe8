interface Entry {
  readonly id: string;
  readonly atMs: number;
}

/**
 * Deliveries by when they are due: a binary heap. An app that is away for a minute leaves some 20,000, each due at a
 * millisecond of its own; searching all of them whenever one is due took more time than sending them.
 */
export class DueTimes {
  readonly #atMs = new Map<string, number>();
  /** Each entry is not later than the two at twice its place; those that were taken out stay until they come up. */
  readonly #heap: Entry[] = [];

  /** When the first is due; Infinity when there is none. */
  get earliestMs(): number {
    this.#dropStale();
    return this.#heap[0]?.atMs ?? Infinity;
  }

  ids(): IterableIterator<string> {
    return this.#atMs.keys();
  }

  set(id: string, atMs: number): void {
    this.#atMs.set(id, atMs);
    this.#heap.push({ id, atMs });
    this.#rise(this.#heap.length - 1);
  }

  delete(id: string): void {
    this.#atMs.delete(id);
  }

  /** Takes out those that are due, earliest first. */
  takeUntil(nowMs: number): string[] {
    const taken: string[] = [];
    while (this.earliestMs <= nowMs) {
      const first = this.#pop();
      if (!first) break;
      this.#atMs.delete(first.id);
      taken.push(first.id);
    }
    return taken;
  }

  #dropStale(): void {
    for (let first = this.#heap[0]; first; first = this.#heap[0]) {
      if (this.#atMs.get(first.id) === first.atMs) return;
      this.#pop();
    }
  }

  #pop(): Entry | undefined {
    const first = this.#heap[0];
    const last = this.#heap.pop();
    if (last && this.#heap.length > 0) {
      this.#heap[0] = last;
      this.#sink();
    }
    return first;
  }

  #rise(from: number): void {
    for (let place = from; place > 0;) {
      const above = (place - 1) >> 1;
      if (this.#atPlace(above) <= this.#atPlace(place)) return;
      this.#swap(place, above);
      place = above;
    }
  }

  #sink(): void {
    for (let place = 0; ;) {
      const [left, right] = [2 * place + 1, 2 * place + 2];
      const below = this.#atPlace(right) < this.#atPlace(left) ? right : left;
      if (this.#atPlace(below) >= this.#atPlace(place)) return;
      this.#swap(place, below);
      place = below;
    }
  }

  #atPlace(place: number): number {
    return this.#heap[place]?.atMs ?? Infinity;
  }

  #swap(one: number, other: number): void {
    const [first, second] = [this.#heap[one], this.#heap[other]];
    if (!first || !second) return;
    this.#heap[one] = second;
    this.#heap[other] = first;
  }
}
