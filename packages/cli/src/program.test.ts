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
const snapshotHash = sha256(canonicalJson({ answers: {} }));
const entry = {
  seq: 1,
  at: '2026-03-01T09:00:00.000Z',
  actor: ada,
  event: 'approved',
  text: 'Ada approved it',
  detail: { snapshotHash },
  previousHash: firstHash,
};
const head = sha256(chainedText(entry));

const exported = {
  format: 'gold-layer.io/review-export/v1',
  exportedAt: '2026-03-02T09:00:00.000Z',
  review: {
    id: '5b5e0c1e-0000-4000-8000-000000000001',
    checklist: 'production-readiness',
    checklistTitle: 'Production readiness',
    checklistVersion: '1.0.0',
    purpose: 'production',
    service: 'component:default/parcel-tracker',
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
    createdAt: '2026-02-01T09:00:00.000Z',
    updatedAt: '2026-03-01T09:00:00.000Z',
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
            control: 'restore-tested',
            title: 'A restore was tested',
            guidance: 'Restore the last backup.',
            evidenceNeeded: 'required',
            blocking: true,
            version: 1,
            evidence: [
              {
                id: '5b5e0c1e-0000-4000-8000-000000000002',
                kind: 'file',
                title: 'Report',
                file: {
                  name: 'report.txt',
                  mediaType: 'text/plain',
                  size: report.length,
                  sha256: sha256(report),
                },
                addedBy: ada,
                addedAt: '2026-02-20T09:00:00.000Z',
              },
            ],
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
  snapshot: { answers: {} },
  snapshotHash,
  log: [{ ...entry, hash: head }],
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
        'Production readiness of Parcel Tracker: approved. 1 log entry, none missing, none changed.',
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
      'Entry 1 (approved, 2026-03-01T09:00:00.000Z) was changed after it was written.',
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
      `No file matches the evidence 'report.txt' of "A restore was tested".`,
    ]);
    expect(bad.exitCode).toBe(1);
  });

  it('ends with 2 when it cannot tell', async () => {
    const { complained, exitCode } = await run('not json');
    expect(complained).toEqual([expect.stringMatching(/it is no JSON$/)]);
    expect(exitCode).toBe(2);
  });
});
