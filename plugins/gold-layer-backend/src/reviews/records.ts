import type {
  AutomaticAnswer,
  ControlAnswer,
  EvidenceKind,
  ReviewProgress,
  ReviewPurpose,
  ReviewState,
  ShownTier,
} from '@gold-layer/backstage-plugin-common';

/** A review as stored. Times are milliseconds, people are refs. */
export interface StoredReview {
  id: string;
  service: string;
  serviceTitle: string;
  checklist: string;
  checklistTitle: string;
  checklistVersion: string;
  checklistHash: string;
  purpose: ReviewPurpose;
  state: ReviewState;
  tier: ShownTier;
  owner?: string;
  requestedBy: string;
  createdAt: number;
  updatedAt: number;
  submittedAt?: number;
  /** Everybody who has handed it in; who did so last stands at the end. */
  submitters?: string[];
  decidedAt?: number;
  validUntil?: number;
  promisedBy?: number;
  revalidation?: string;
  version: number;
  supersedes?: string;
  supersededBy?: string;
  circumstances?: StoredCircumstances;
  progress: ReviewProgress;
  logSeq: number;
  logHash: string;
}

/** What an approval rested on besides its answers. */
export interface StoredCircumstances {
  criticalDependencies: string[];
  exhaustions?: number;
}

/** One control of a review as stored. */
export interface StoredAnswer {
  control: string;
  applies: boolean;
  answer?: ControlAnswer;
  note?: string;
  confirmed?: { by: string; at: number };
  disputed?: { by: string; at: number; comment: string };
  automatic?: AutomaticAnswer;
  validUntil?: number;
  approved?: {
    answer: ControlAnswer;
    automatic?: AutomaticAnswer['outcome'];
    waived: boolean;
  };
  drift?: string;
  /** The earlier review that the answer was given in, and when that was decided. */
  carriedFrom?: { review: string; at: number };
  updatedBy?: string;
  updatedAt?: number;
  version: number;
}

/** Evidence as stored. */
export interface StoredEvidence {
  id: string;
  control: string;
  kind: EvidenceKind;
  title: string;
  url?: string;
  file?: { name: string; mediaType: string; size: number; sha256: string };
  snapshot?: { check: string; state: string; reason: string };
  date?: string;
  validUntil?: string;
  addedBy: string;
  addedAt: number;
}

/**
 * A role's word on a section. `unsigned` is none: nobody has signed it, and
 * `by`, who has decided for its role, is asked to since `at`.
 */
export interface StoredSignOff {
  section: string;
  state: 'signed' | 'changes-requested' | 'stale' | 'unsigned';
  by: string;
  at: number;
  comment?: string;
  /** Who is asked to sign it, where whoever was asked first no longer may. */
  assignee?: string;
  /** When they were asked, in milliseconds. */
  assignedAt?: number;
  /** Why nobody is asked to sign it. */
  problem?: string;
}

/** A role that decides, whom it is assigned to and what was said. */
export interface StoredRole {
  role: string;
  position: number;
  assignee?: string;
  assignedAt?: number;
  promisedBy?: number;
  problem?: string;
  decision?: 'approved' | 'conditionally-approved' | 'rejected';
  by?: string;
  at?: number;
  comment?: string;
}

/** A comment as stored. */
export interface StoredComment {
  id: string;
  section?: string;
  control?: string;
  author: string;
  at: number;
  body: string;
  mentions: string[];
}

/** A condition of an approval as stored. */
export interface StoredCondition {
  id: string;
  role: string;
  position: number;
  title: string;
  owner: string;
  due: string;
  done?: { by: string; at: number; note: string };
}

/** A review with all that hangs on it. */
export interface WholeReview {
  review: StoredReview;
  answers: Map<string, StoredAnswer>;
  evidence: StoredEvidence[];
  signOffs: StoredSignOff[];
  roles: StoredRole[];
  conditions: StoredCondition[];
}
