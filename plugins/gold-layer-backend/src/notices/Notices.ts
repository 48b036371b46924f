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
