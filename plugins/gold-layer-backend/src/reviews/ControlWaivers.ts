/** An active waiver on a control, as far as reviews go. */
export interface ControlWaiver {
  id: string;
  service: string;
  checklist: string;
  control: string;
  state: string;
  /** Milliseconds; after this it no longer holds. */
  until: number;
}

/** Knows which controls are waived; the room of waivers has the answers. */
export interface ControlWaivers {
  /** Active waivers on controls of the named services, in one statement. */
  activeFor(services: string[]): Promise<ControlWaiver[]>;
}

/** What a check of a scorecard says of a service now. */
export interface CheckSnapshot {
  check: string;
  state: string;
  reason: string;
}

/** Knows the checks of scorecards; the room of scorecards has the answers. */
export interface CheckStates {
  /** Of `scorecard/check`; undefined if the service has no such result. */
  stateOf(service: string, check: string): Promise<CheckSnapshot | undefined>;
}
