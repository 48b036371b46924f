import { readSloDocuments } from '@gold-layer/backstage-plugin-common';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createProgram } from '../program';

const good = `apiVersion: openslo/v1
kind: SLO
metadata:
  name: answered
spec:
  service: ferry-booking
  indicator:
    metadata: { name: answered }
    spec:
      ratioMetric:
        counter: true
        bad: { metricSource: { type: Prometheus, spec: { query: 'booking_total{code=~"5.."}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: booking_total } } }
  timeWindow: [{ duration: 28d, isRolling: true }]
  budgetingMethod: Occurrences
  objectives:
    - target: 0.999
`;

const sloth = `version: prometheus/v1
service: ferry-booking
slos:
  - name: answered
    objective: 99.9
    sli: { events: { error_query: 'sum(rate(a_total{ok="no"}[{{.window}}]))', total_query: 'sum(rate(a_total[{{.window}}]))' } }
`;

describe('gold-layer slo', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gold-layer-cli-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function file(name: string, content: string): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }

  async function run(...words: string[]) {
    const said: string[] = [];
    const complained: string[] = [];
    let exitCode = -1;
    const program = createProgram({
      print: text => void said.push(text.replaceAll(`${folder}/`, '')),
      printError: text =>
        void complained.push(text.replaceAll(`${folder}/`, '')),
      setExitCode: code => void (exitCode = code),
    });
    await program.parseAsync(['node', 'gold-layer', 'slo', ...words]);
    return { said, complained, exitCode };
  }

  describe('validate', () => {
    it('ends with 0 when nothing is wrong', async () => {
      expect(await run('validate', file('a.yaml', good))).toEqual({
        said: ['a.yaml: 1 SLO, 0 errors, 0 warnings'],
        complained: [],
        exitCode: 0,
      });
    });

    it('names file, line, path, what was found and what is allowed', async () => {
      const bad = good.replace('0.999', '99.9');
      expect(
        await run('validate', file('a.yaml', bad), file('b.yaml', good)),
      ).toEqual({
        said: [
          'a.yaml: 0 SLOs, 1 error, 0 warnings',
          'b.yaml: 1 SLO, 0 errors, 0 warnings',
        ],
        complained: [
          'a.yaml:17: error: spec.objectives.0.target: found 99.9; allowed: a share below 1: write target: 0.999, or targetPercent: 99.9',
        ],
        exitCode: 1,
      });
    });

    it('ends with 2 when a file cannot be read, and looks at the others', async () => {
      const { said, complained, exitCode } = await run(
        'validate',
        join(folder, 'gone.yaml'),
        file('a.yaml', good),
      );
      expect(complained).toEqual([
        'Cannot read gone.yaml: there is no such file',
      ]);
      expect(said).toEqual(['a.yaml: 1 SLO, 0 errors, 0 warnings']);
      expect(exitCode).toBe(2);
    });

    it('lets warnings pass unless they count', async () => {
      const path = file('a.yaml', good);
      const words = ['validate', path, '--retention', '15'];
      expect(await run(...words)).toMatchObject({
        complained: [
          expect.stringMatching(
            /^a\.yaml:14: warning: spec\.timeWindow\.0\.duration: found "28d"; allowed: at most 15d/,
          ),
        ],
        exitCode: 0,
      });
      expect(await run(...words, '--strict')).toMatchObject({ exitCode: 1 });
    });

    it('finds the same address in two files', async () => {
      const { complained, exitCode } = await run(
        'validate',
        file('a.yaml', good),
        file('b.yaml', good),
      );
      expect(complained).toEqual([
        'b.yaml:1: error: metadata.name: found answered; allowed: another name: a.yaml has an SLO with the address default.ferry-booking.answered already',
      ]);
      expect(exitCode).toBe(1);
    });

    it('does not take nothing for right', async () => {
      expect(await run('validate', file('a.yaml', '# later\n'))).toMatchObject({
        complained: [
          'a.yaml: error: found an empty file; allowed: an OpenSLO document with apiVersion, kind and spec',
        ],
        exitCode: 1,
      });
    });

    it('answers machines in JSON, for the service that is named', async () => {
      const { said } = await run(
        'validate',
        file('a.yaml', good),
        '--service',
        'component:sea/ferry-booking',
        '--json',
      );
      expect(JSON.parse(said[0])).toMatchObject({
        files: [
          {
            file: join(folder, 'a.yaml').replace(`${folder}/`, ''),
            slos: [{ id: 'sea.ferry-booking.answered', objective: '0.999' }],
            problems: [],
          },
        ],
      });
    });
  });

  describe('rules', () => {
    it('prints rules that follow from the files', async () => {
      const { said, exitCode } = await run(
        'rules',
        file('a.yaml', good),
        '--portal-url',
        'https://portal.example.com',
      );
      expect(exitCode).toBe(0);
      expect(said[0]).toContain(
        'name: gold-layer:default.ferry-booking.answered\n',
      );
      expect(said[0]).toContain('https://portal.example.com/gold-layer/slos');
    });

    it('links to the portal that a document names', async () => {
      const named = good.replace(
        'name: answered\n',
        'name: answered\n  annotations: { gold-layer.io/portal-url: https://own.example.com/ }\n',
      );
      const { said } = await run(
        'rules',
        file('a.yaml', named),
        '--portal-url',
        'https://portal.example.com',
      );
      expect(said[0]).toContain('https://own.example.com/gold-layer/slos');
      expect(said[0]).not.toContain('https://portal.example.com');
    });

    it('writes a file per service, over what was there', async () => {
      const out = join(folder, 'rules');
      const other = good.replace('ferry-booking', 'tides');
      const words = [
        'rules',
        file('a.yaml', `${good}---\n${other}`),
        '-o',
        out,
      ];
      await run(...words);
      expect(await run(...words)).toMatchObject({
        said: [
          'Wrote rules/default.ferry-booking.rules.yaml',
          'Wrote rules/default.tides.rules.yaml',
        ],
        exitCode: 0,
      });
      const [first, second] = readdirSync(out).map(name =>
        readFileSync(join(out, name), 'utf8'),
      );
      expect(first).not.toContain('default.tides');
      expect(second).toContain('slo: default.tides.answered');
    });

    it('writes nothing while something is wrong', async () => {
      const out = join(folder, 'rules');
      const bad = good.replace('0.999', '1.0');
      expect(
        await run(
          'rules',
          file('a.yaml', good),
          file('b.yaml', bad),
          '-o',
          out,
        ),
      ).toMatchObject({ said: [], exitCode: 1 });
      expect(readdirSync(folder)).not.toContain('rules');
    });
  });

  describe('import', () => {
    it('prints OpenSLO, and what could not be carried', async () => {
      const { said, complained, exitCode } = await run(
        'import',
        file('ferry.yml', sloth),
      );
      expect(readSloDocuments(said[0]).slos).toMatchObject([
        { id: 'default.ferry-booking.answered', objective: '0.999' },
      ]);
      expect(complained).toEqual([
        'ferry.yml: slos: found 1 SLOs. Got a rolling window of 30 days, the default of Sloth: its files name none.',
      ]);
      expect(exitCode).toBe(0);
    });

    it('writes documents that pass, and replaces none', async () => {
      const out = join(folder, 'out');
      const path = file('ferry.yml', sloth);
      expect(await run('import', path, '-o', out)).toMatchObject({
        said: ['Wrote out/ferry.openslo.yaml'],
        exitCode: 0,
      });
      expect(
        await run('validate', join(out, 'ferry.openslo.yaml')),
      ).toMatchObject({ exitCode: 0 });
      expect(await run('import', path, '-o', out)).toMatchObject({
        complained: [
          expect.any(String),
          'Cannot write out/ferry.openslo.yaml: it exists already',
        ],
        exitCode: 2,
      });
    });

    it('says when it does not know a file', async () => {
      expect(await run('import', file('a.yaml', good))).toEqual({
        said: [],
        complained: [
          'a.yaml: neither a file of Sloth nor of Pyrra; say which with --format',
        ],
        exitCode: 1,
      });
    });
  });
});
