import {
  canonicalJson,
  chainedText,
  firstHash,
} from '@gold-layer/backstage-plugin-common';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram } from './program';

const sha256 = (content: string) =>
  createHash('sha256').update(content).digest('hex');

const report = 'Restored in 38 minutes.';
const ada = { ref: 'user:default/ada', title: 'Ada' };
const id = '5b5e0c1e-0000-4000-8000-000000000001';
const service = 'component:default/parcel-tracker';
const checklist = 'production-readiness';
const at = '2026-03-01T09:00:00.000Z';
const file = {
  name: 'report.txt',
  mediaType: 'text/plain',
  size: report.length,
  sha256: sha256(report),
};
const evidence = {
  id: '5b5e0c1e-0000-4000-8000-000000000002',
  kind: 'file',
  title: 'Report',
  file,
};
const control = {
  control: 'restore-tested',
  title: 'A restore was tested',
  blocking: true,
  answer: 'met',
  source: 'evidence',
};
const snapshot = {
  at,
  review: id,
  state: 'approved',
  checklist: { name: checklist, version: '1.0.0', hash: 'a' },
  service: { ref: service, tier: 'critical' },
  answers: [
    {
      ...control,
      evidence: [
        {
          ...evidence,
          control: control.control,
          addedBy: ada.ref,
          addedAt: Date.parse(at),
        },
      ],
    },
  ],
  facts: [],
  signOffs: [],
  decisions: [],
  conditions: [],
};
const snapshotHash = sha256(canonicalJson(snapshot));
const started = {
  seq: 1,
  at,
  actor: ada,
  event: 'started',
  text: 'Ada started the review',
  detail: { review: id, service, checklist, version: '1.0.0' },
  previousHash: firstHash,
};
const approved = {
  seq: 2,
  at,
  actor: ada,
  event: 'approved',
  text: 'Ada approved it',
  detail: { snapshotHash, tier: 'critical' },
  previousHash: sha256(chainedText(started)),
};
const head = sha256(chainedText(approved));

const exported = {
  format: 'gold-layer.io/review-export/v1',
  exportedAt: '2026-03-02T09:00:00.000Z',
  review: {
    id,
    checklist,
    checklistTitle: 'Production readiness',
    checklistVersion: '1.0.0',
    purpose: 'production',
    service,
    serviceTitle: 'Parcel Tracker',
    serviceExists: true,
    tier: 'critical',
    state: 'approved',
    progress: {
      controls: 1,
      answered: 1,
      automatic: 0,
      blocking: 0,
      drifted: 0,
      driftedBlocking: 0,
    },
    requestedBy: ada,
    createdAt: at,
    decidedAt: at,
    updatedAt: at,
    expiring: false,
    reviewers: [],
    version: 3,
    sections: [
      {
        section: 'data',
        title: 'Data',
        reviewer: { role: 'sre', title: 'SRE' },
        controls: [
          {
            ...control,
            guidance: 'Restore the last backup.',
            evidenceNeeded: 'required',
            version: 1,
            evidence: [{ ...evidence, addedBy: ada, addedAt: at }],
          },
        ],
      },
    ],
    comments: [],
    decisions: [],
    conditions: [],
    checklistGone: false,
  },
  checklist: 'kind: Checklist',
  snapshot,
  snapshotHash,
  log: [
    { ...started, hash: approved.previousHash },
    { ...approved, hash: head },
  ],
};

describe('gold-layer review verify', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gold-layer-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  async function run(content: string, ...more: string[]) {
    const path = join(folder, 'review.json');
    writeFileSync(path, content);
    const said: string[] = [];
    const complained: string[] = [];
    let exitCode = -1;
    const program = createProgram({
      print: text => void said.push(text),
      printError: text => void complained.push(text),
      setExitCode: code => void (exitCode = code),
    });
    await program.parseAsync([
      'node',
      'gold-layer',
      'review',
      'verify',
      path,
      ...more,
    ]);
    return { said, complained, exitCode };
  }

  it('says that a review is whole, and what stands for its log', async () => {
    expect(await run(JSON.stringify(exported), '--head', head)).toEqual({
      said: [
        `Review ${id} of ${service} by ${checklist} 1.0.0: approved. 2 log entries, none missing, none changed.`,
        `What was approved is frozen as ${snapshotHash}.`,
        `The log ends with ${head}.`,
      ],
      complained: [],
      exitCode: 0,
    });
  });

  it('names what was changed and ends with 1', async () => {
    const changed = JSON.stringify(exported).replace('approved it', 'saw it');
    const { complained, exitCode } = await run(changed);
    expect(complained).toEqual([
      'Entry 2 (approved, 2026-03-01T09:00:00.000Z) was changed after it was written.',
    ]);
    expect(exitCode).toBe(1);
  });

  it('does not vouch for what the file says otherwise than its log and snapshot', async () => {
    const [section] = exported.review.sections;
    const [shown] = section.controls;
    const other = { ...file, sha256: sha256('Restored in 8 minutes.') };
    const forged = {
      ...exported,
      review: {
        ...exported.review,
        state: 'conditionally-approved',
        sections: [
          {
            ...section,
            controls: [
              {
                ...shown,
                answer: 'not-applicable',
                evidence: [{ ...shown.evidence[0], file: other }],
              },
            ],
          },
        ],
      },
    };
    const { said, complained, exitCode } = await run(JSON.stringify(forged));
    expect(said).toEqual([]);
    expect(complained).toEqual([
      "The review's state is said to be conditionally-approved; the log proves approved.",
      "Control 'restore-tested': people are said to have answered not-applicable; they answered met.",
      "Control 'restore-tested': its evidence 'Report' is not as it was added.",
    ]);
    expect(exitCode).toBe(1);
  });

  it('misses a snapshot that was taken out with its hash', async () => {
    const { complained, exitCode } = await run(
      JSON.stringify({
        ...exported,
        snapshot: undefined,
        snapshotHash: undefined,
      }),
    );
    expect(complained).toEqual([
      `The snapshot that was frozen at ${at} is missing: the log has its hash ${snapshotHash}.`,
    ]);
    expect(exitCode).toBe(1);
  });

  it('finds out a log that was rewritten as a whole', async () => {
    const other = sha256('another log');
    const { complained, exitCode } = await run(
      JSON.stringify(exported),
      '--head',
      other,
    );
    expect(complained).toEqual([
      `The log ends with ${head}, not with ${other}.`,
    ]);
    expect(exitCode).toBe(1);
  });

  it('holds files of evidence against their hashes', async () => {
    const name = join(folder, 'report.txt');
    writeFileSync(name, report);
    const good = await run(JSON.stringify(exported), '--evidence', folder);
    expect(good.exitCode).toBe(0);

    writeFileSync(name, 'Restored in 8 minutes.');
    const bad = await run(JSON.stringify(exported), '--evidence', folder);
    expect(bad.complained).toEqual([
      "No file matches the evidence 'Report' of the control 'restore-tested'.",
    ]);
    expect(bad.exitCode).toBe(1);
  });

  it('ends with 2 when it cannot tell', async () => {
    const { complained, exitCode } = await run('not json');
    expect(complained).toEqual([expect.stringMatching(/it is no JSON$/)]);
    expect(exitCode).toBe(2);
  });
});
