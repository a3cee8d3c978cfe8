import { tendRewards } from '#app/usecases/tending/tend-rewards.server.ts';
import { createChance } from '#sandbox/seed/random.ts';

import { ApiWeather } from './api-weather.ts';
import { deliverEverything, drainEverything } from './calm.ts';
import { Chronicle } from './chronicle.ts';
import { readHistory, writeHistory, writeLedger, writeShop } from './data-files.ts';
import type { DatabaseLine } from './database-line.ts';
import { Deeds } from './deeds/deeds.ts';
import { type DeliveryFigures, DeliveryWatch } from './delivery-watch.ts';
import { readLedger } from './found-ledger.ts';
import type { InstalledApp } from './installed-app.ts';
import { customersIn, judge, type Verdict } from './judge.ts';
import { finishEverything, reconcileEverything, type Repairs, workOnce } from './make-good.ts';
import { Phases, type Waiting } from './phases.ts';
import { type Sabotage, sabotage } from './sabotage.ts';
import type { BadAnswers } from './bad-answers.ts';
import { Ends, restartPostgres, setStage, type Stage, startProcesses } from './stage.ts';
import { OPENING, planStorm } from './storm-plan.ts';
import { recordShop } from './shop-record.ts';
import { storm } from './storm.ts';

/** What is wanted of a run. */
export interface ChaosOptions {
  readonly projectFolder: string;
  /** How long things happen, at least. */
  readonly seconds: number;
  readonly events: number;
  /** The same seed gives the same history. */
  readonly seed: number;
  /** Folder that the record goes to. */
  readonly record: string;
  /** How often PostgreSQL is restarted, two times at most. */
  readonly restarts: number;
  /** How often a process is killed at most. */
  readonly kills: number;
  readonly say: (line: string) => void;
}

/** What a run came to. */
export interface ChaosResult {
  readonly events: number;
  readonly eventsByKind: Readonly<Record<string, number>>;
  readonly kills: Readonly<Record<string, number>>;
  readonly restarts: number;
  /** Connections to PostgreSQL that were disturbed, by how. */
  readonly cuts: DatabaseLine['cuts'];
  readonly webhooks: DeliveryFigures;
  /** Calls of Shopify's Admin API that were answered badly, by how. */
  readonly badAnswers: BadAnswers;
  /** Redemptions of which nobody could tell, and the merchant had to look. */
  readonly doubtful: number;
  /** Deliveries that the app could make nothing of. */
  readonly setAside: number;
  /** What comparing with the shop made good in the end. */
  readonly repairs: Repairs;
  readonly secondsByPhase: Readonly<Record<string, number>>;
}

/** A run whose ledger can be judged, as it is or with a fault in it. */
export interface ChaosRun {
  readonly result: ChaosResult;
  /** Judges the ledger by the recorded files. */
  judge(): Promise<Verdict>;
  plant(fault: Sabotage): Promise<void>;
  close(): Promise<void>;
}

/** People who come before anything else happens: one for so many events, within bounds. */
const EVENTS_A_PERSON = 40;
const PEOPLE = { min: 15, max: 150 };

/**
 * Lets a shop live through months in which webhooks get lost and processes die, and makes everything good again.
 * @param ends closes everything that is open by then, for whoever is interrupted
 */
export async function runChaos(options: ChaosOptions, ends = new Ends()): Promise<ChaosRun> {
  try {
    return await new Chaos(options, ends).run();
  } catch (error) {
    // What is closed after a failure must not take its place.
    await ends.close().catch((problem: unknown) => options.say(String(problem)));
    throw error;
  }
}

class Chaos {
  private readonly options: ChaosOptions;
  private readonly ends: Ends;
  private readonly phases: Phases;

  constructor(options: ChaosOptions, ends: Ends) {
    this.options = options;
    this.ends = ends;
    this.phases = new Phases(options.say);
  }

  async run(): Promise<ChaosRun> {
    const { projectFolder, seed } = this.options;
    const stage = await this.phase('prepare', () => setStage(this.ends, projectFolder, seed));
    const chronicle = new Chronicle(stage.open.world);
    const watch = new DeliveryWatch(stage.open.world);
    const kills = await this.live(stage, chronicle, watch);
    const { app } = stage;
    const { repairs, doubtful } = await this.makeGood(stage, chronicle, watch);
    const result: ChaosResult = {
      events: chronicle.eventCount,
      eventsByKind: chronicle.countByKind,
      kills,
      restarts: this.options.restarts,
      cuts: stage.line.cuts,
      webhooks: watch.figures(),
      badAnswers: stage.open.badAnswers,
      doubtful,
      setAside: await countSetAside(app),
      repairs,
      secondsByPhase: this.phases.secondsByPhase,
    };
    const judgement = () => this.phase('judge', () => judged(this.options.record, app));
    let last: Verdict | undefined;
    return {
      result,
      judge: async () => (last = await judgement()),
      plant: async (fault) => {
        const { world } = stage.open;
        const { database } = app.services;
        const wrong = customersIn((last ??= await judgement()));
        await sabotage({ database, shop: app.shop }, world, fault, wrong);
        last = undefined;
        await writeShop(this.options.record, recordShop(world));
      },
      close: () => this.ends.close(),
    };
  }

  /** The storm, until everything that is told has arrived and is done. */
  private async live(stage: Stage, chronicle: Chronicle, watch: DeliveryWatch) {
    const { events, restarts, seed, seconds, kills: killsMax } = this.options;
    const { app, town } = stage;
    const { world } = town;
    const calm = new AbortController();
    const unrest = { killsMax, seed: seed + 1, calm: calm.signal };
    const processes = await this.phase('start', () => startProcesses(this.ends, stage, unrest));
    await this.phase('first codes', () => tendRewards(app.services, app.shop.id));
    const people = Math.max(PEOPLE.min, Math.min(PEOPLE.max, Math.round(events / EVENTS_A_PERSON)));
    const deeds = new Deeds(town, app, chronicle, createChance(seed + 2));
    const weather = new ApiWeather(world, createChance(seed + 3));
    const parts = { town, chronicle, watch, app, deeds, weather };
    const restart = (mode: 'fast' | 'immediate') => restartPostgres(stage, mode);
    const disturbed = stage.line.disturb(createChance(seed + 4), calm.signal);
    // Also after a failure: else it would go on for ever.
    this.ends.add({
      close() {
        calm.abort();
        return disturbed;
      },
    });
    const plan = planStorm(events, restarts, town.chance);
    let step = 'the first event';
    const note = (next: string) => void (step = next);
    await this.phase(
      'storm',
      () =>
        storm({ ...parts, restart, note }, plan, { seconds, seed, people, opening: OPENING }).catch(
          this.saying(() => processes.log()),
        ),
      () => `${step}; ${world.outbox.due} deliveries due; unanswered: ${deeds.unanswered}`,
    );
    calm.abort();
    weather.clear();
    await disturbed;
    await this.phase('calm', () => processes.calm());
    await this.phase(
      'deliver',
      () => deliverEverything(world, watch),
      () => `${world.outbox.due} deliveries that are due`,
    );
    await this.phase(
      'drain',
      () => drainEverything(world, app, note).catch(this.saying(() => processes.log())),
      () => step,
    );
    await processes.close();
    return processes.kills;
  }

  /**
   * What the app does by and by, done at one moment, so that it can be said by when points have matured; then everything is
   * written down.
   */
  private async makeGood(
    { open: { world }, app, town }: Stage,
    chronicle: Chronicle,
    watch: DeliveryWatch,
  ): Promise<{ repairs: Repairs; doubtful: number }> {
    const doubtful = await this.phase('finish', () => finishEverything(world, app));
    const now = world.clock.now();
    const quiet = { ...app, services: { ...app.services, clock: { now: () => now } } };
    const repairs = await this.phase('reconcile', () => reconcileEverything(quiet));
    await this.phase('work', () => workOnce(quiet));
    await this.phase('record', async () => {
      const { currency, partnerDevelopment: isDevelopment } = world.shop.get();
      const judgedAt = now.toISOString();
      const { timezone, moves, versions } = town;
      const program = { currency, isDevelopment, timezone, moves, judgedAt, versions };
      await writeHistory(this.options.record, watch.complete(chronicle.lines), program);
      await writeLedger(this.options.record, quiet);
      await writeShop(this.options.record, recordShop(world));
    });
    return { repairs, doubtful };
  }

  /** Says more of a failure before it goes on. */
  private saying(what: () => string): (error: unknown) => never {
    return (error) => {
      this.options.say(what());
      throw error;
    };
  }

  private phase<Result>(name: string, work: () => Promise<Result>, waiting?: Waiting) {
    return this.phases.run(name, work, waiting);
  }
}

async function judged(record: string, { services, shop }: InstalledApp): Promise<Verdict> {
  const recorded = await readHistory(record);
  return judge(recorded, await readLedger(services.database, shop, recorded.judgedAt));
}

async function countSetAside({ services }: InstalledApp): Promise<number> {
  const { rows } = await services.database.pool.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM inbox WHERE state = 'unreadable'`,
  );
  return rows[0]?.count ?? 0;
}
