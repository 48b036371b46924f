/** Something that certain people should know. */
export interface Notice {
  /** User and group refs; nobody else is told. Whoever caused it is left out by the sender. */
  to: string[];
  title: string;
  description: string;
  /** Below the frontend's root for Gold Layer, such as `/reviews/<id>`. */
  path: string;
  severity?: 'low' | 'normal' | 'high';
  /** The same thing told again under the same key replaces what was told; with `once`, it is not told again at all. */
  key: string;
  once?: boolean;
}

/** Tells people through the portal's notifications. Never throws: what cannot be told is logged. */
export interface Notices {
  send(notices: Notice[]): Promise<void>;
}

/** The same for those who try again what could not be told. */
export interface SettledNotices extends Notices {
  /** False while the portal is known to have no notifications: what takes work to prepare can wait. */
  readonly canTell: boolean;
  /**
   * Answers the keys of those that need not be told any more: it was done now,
   * or once before. The others were not told, or somebody else is about to and may fail.
   */
  settle(notices: Notice[]): Promise<ReadonlySet<string>>;
}
