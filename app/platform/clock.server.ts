/** The one source of the present moment. Domain code never calls it: it is given `now` as an argument. */
export interface Clock {
  /** The present moment. */
  now(): Date;
}

/** The name under which a development environment may install a clock that it can move. */
const MOVABLE_CLOCK = Symbol.for('evergreen.clock');

/**
 * The clock of this process: the system's, unless a preloaded module has installed a movable one
 * under `Symbol.for('evergreen.clock')` (the sandbox does, so that a year can pass in a second).
 */
export const clock: Clock = {
  now() {
    const movable = (globalThis as { [MOVABLE_CLOCK]?: Clock })[MOVABLE_CLOCK];
    return movable ? movable.now() : new Date();
  },
};
