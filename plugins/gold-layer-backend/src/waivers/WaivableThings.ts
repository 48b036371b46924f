import type {
  Waiver,
  WaiverSubject,
} from '@gold-layer/backstage-plugin-common';
import type { WaivedThing } from './store/WaiverStore';

/** A check or control as it stands for a service. */
export interface ThingStanding {
  title: string;
  /** Without any waiver; absent when it was not evaluated for the service. */
  state?: Waiver['trueState'] | 'not-applicable';
}

/** One kind of what can be waived, by the room that knows it. */
export interface WaivableThings<T> {
  /** In order; undefined where there is no such thing. In one or two statements. */
  describe(asked: T[]): Promise<(ThingStanding | undefined)[]>;
}

type Named<K extends WaiverSubject['kind']> = Omit<
  Extract<WaiverSubject, { kind: K }>,
  'kind'
> & { service: string };

/** The room of scorecards knows the checks, the room of reviews the controls. */
export interface ThingsByKind {
  check: WaivableThings<Named<'check'>>;
  control: WaivableThings<Named<'control'>>;
}

/** Asks for things of any kind, in order. */
export async function describeThings(
  { check, control }: ThingsByKind,
  things: WaivedThing[],
): Promise<(ThingStanding | undefined)[]> {
  const checks = things.flatMap(({ service, subject }) =>
    subject.kind === 'check' ? [{ ...subject, service }] : [],
  );
  const controls = things.flatMap(({ service, subject }) =>
    subject.kind === 'control' ? [{ ...subject, service }] : [],
  );
  const [ofChecks, ofControls] = await Promise.all([
    checks.length > 0 ? check.describe(checks) : [],
    controls.length > 0 ? control.describe(controls) : [],
  ]);
  const next = {
    check: ofChecks[Symbol.iterator](),
    control: ofControls[Symbol.iterator](),
  };
  return things.map(({ subject }) => next[subject.kind].next().value);
}
