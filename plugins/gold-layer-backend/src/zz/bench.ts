import knexFactory from 'knex';
import { DefaultDefinitions } from '../definitions/DefaultDefinitions';
import { FileLocation } from '../definitions/DefinitionLocation';
import { DefinitionVersionStore } from '../definitions/DefinitionVersionStore';
import { DefinedFactRegistry } from '../facts/DefinedFactRegistry';
import { entityFactDefinitions } from '../facts/entity/entityFactDefinitions';
import { DatabaseServiceStore } from '../services/DatabaseServiceStore';
import { DatabaseServiceChanges } from '../services/DatabaseServiceChanges';
import { CompiledScorecards } from '../scorecards/CompiledScorecards';
import { Evaluator } from '../scorecards/evaluation/Evaluator';
import { FullEvaluation } from '../scorecards/evaluation/FullEvaluation';
import { EvaluationState } from '../scorecards/evaluation/EvaluationState';
import { EvaluationQueue } from '../scorecards/evaluation/EvaluationQueue';
import { ResultStore } from '../scorecards/evaluation/ResultStore';
import { RollupStore } from '../scorecards/evaluation/RollupStore';
import { CountStore } from '../scorecards/reading/CountStore';
import { upsertRows } from '../scorecards/evaluation/writeRows';
import { repositoryFactDefinitions } from '../facts/repository/repositoryFactDefinitions';
const N = Number(process.env.N ?? 2000);
async function main(id: string) {
  const db = id === 'SQLITE_3' ? knexFactory({ client: 'better-sqlite3', useNullAsDefault: true, connection: process.env.SQLITE ?? ':memory:' }) : knexFactory({ client: 'pg', connection: 'postgres://postgres@127.0.0.1:55432/' + process.env.PGDB });
  if (id === 'SQLITE_3') { await db.raw('PRAGMA journal_mode=WAL'); await db.raw('PRAGMA synchronous=NORMAL'); }
  await db.migrate.latest({ directory: '/work/main/plugins/gold-layer-backend/migrations' });
  const logger = { info() {}, warn() {}, error: console.error, debug() {}, child() { return this } } as any;
  const definitions = DefaultDefinitions.create({ locations: [FileLocation.create({ path: '/work/main/plugins/gold-layer-backend/definitions', origin: 'built-in' })], versions: DefinitionVersionStore.create({ database: db }), logger });
  const facts = DefinedFactRegistry.create({ collected: [...entityFactDefinitions, ...repositoryFactDefinitions].map((f: any) => ({ history: false, ...f, source: 'x' })) as any, definitions, logger });
  const cards = CompiledScorecards.create({ definitions, facts });
  await definitions.reload();
  const out: string[] = [];
  const qt = new Map<string, [number, number]>(); const st = new Map<string, number>();
  db.on('query', (q: any) => st.set(q.__knexQueryUid, performance.now()));
  db.on('query-response', (_r: any, q: any) => { const k = q.sql.replace(/\s+/g, ' ').slice(0, 60); const e = qt.get(k) ?? [0, 0]; e[0]++; e[1] += performance.now() - (st.get(q.__knexQueryUid) ?? 0); st.delete(q.__knexQueryUid); qt.set(k, e); });
  for (const q of definitions.quarantined()) out.push(`${q.origin} ${q.line} ${q.reason}`);
  const checks = cards.current().scorecards.reduce((n, s) => n + s.checks.length, 0);
  // services + facts
  const services: any[] = []; const rows: any[] = [];
  const tiers = ['critical', 'important', 'standard', 'experimental', 'unclassified'];
  const now = Date.now();
  for (let i = 0; i < N; i++) {
    const ref = `component:default/s${String(i).padStart(5, '0')}`;
    services.push({ ref, kind: 'component', namespace: 'default', name: `s${i}`, sort_name: `s${i}`, type: 'service', lifecycle: 'production', tier: tiers[i % 5], tier_rank: i % 5, owner_ref: `group:default/g${i % 300}`, system_ref: `system:default/y${i % 500}`, tags: '[]', record: JSON.stringify({ serviceType: 'api', runtime: 'kubernetes', storageGb: 3, drTier: 2 }), problems: '[]', gap_count: 0, gaps: '[]', gold: 'yes', gold_reasons: '[]', search_text: '', hash: 'h', changed_at: 1 });
    let k = 0;
    for (const f of facts.all()) {
      k++;
      if ((i * 7 + k) % 5 === 0) continue;
      const value = f.type === 'boolean' ? (i + k) % 3 !== 0 : f.type === 'number' ? ((i * 31 + k * 17) % 200) / 2 : f.type === 'timestamp' ? new Date(now - ((i * k) % 400) * 86400000).toISOString() : f.type === 'list' ? ['a', 'b'] : 'canary';
      rows.push({ service_ref: ref, fact: f.name, value: JSON.stringify(value), source: 's' + (k % 3), collected_at: now, valid_until: (i + k) % 11 === 0 ? now - 1000 : now + 1e9, changed_at: now });
    }
  }
  await db.transaction(async tx => {
    const cols = (r: any) => Object.fromEntries(Object.keys(r).map(k => [k, typeof r[k] === 'number' || k === 'valid_until' ? 'bigint' : 'text'])) as any;
    for (let i = 0; i < services.length; i += 1000) await upsertRows(tx, { name: 'services', columns: cols(services[0]), key: ['ref'] }, services.slice(i, i + 1000));
    for (let i = 0; i < rows.length; i += 5000) await upsertRows(tx, { name: 'facts', columns: cols(rows[0]), key: ['service_ref', 'fact'] }, rows.slice(i, i + 5000));
  });
  if (id !== 'SQLITE_3') await db.raw('analyze');
  out.push(`${id} ${N} services ${checks} checks ${rows.length} facts`);
  const results = ResultStore.create({ database: db });
  const rollups = RollupStore.create({ database: db });
  const changed = new Set<string>();
  const state = EvaluationState.create({ database: db });
  const evaluator = Evaluator.create({ scorecards: cards, store: results });
  const full = FullEvaluation.create({ scorecards: cards, services: DatabaseServiceStore.create({ database: db }), evaluator, state, changed: s => s.forEach(x => changed.add(x)) });
  const lat: number[] = [];
  let stop = false;
  const probe = (async () => { while (!stop) { const t = performance.now(); await db('services').where('ref', 'component:default/s00007').first(); lat.push(performance.now() - t); await new Promise(r => setTimeout(r, 5)); } })();
  const step = async (name: string, f: () => Promise<unknown>) => { lat.length = 0; const c0 = process.cpuUsage(); const t = performance.now(); await f(); const d = performance.now() - t; const c1 = process.cpuUsage(c0); lat.sort((a, b) => a - b); out.push(`${name}: ${d.toFixed(0)} ms (cpu ${((c1.user + c1.system) / 1000).toFixed(0)}); others p50 ${lat[lat.length >> 1]?.toFixed(1)} p95 ${lat[Math.floor(lat.length * 0.95)]?.toFixed(1)} max ${lat.at(-1)?.toFixed(1)} rss ${(process.memoryUsage().rss / 1e6).toFixed(0)}`); if (d > 500) for (const [k, [n, t2]] of [...qt].sort((a, b) => b[1][1] - a[1][1]).slice(0, 14)) out.push(`     ${n} ${t2.toFixed(0)} ${k}`); qt.clear(); };
  await step('first full', () => full.runIfDue());
  await db('evaluation_state').update({ fingerprint: 'x' });
  await step('second full (nothing changes)', () => full.runIfDue());
  for (const s of cards.current().scorecards) await step(`count ${s.name}`, () => rollups.count(s.name));
  for (const s of cards.current().scorecards.slice(0, 2)) await step(`rollup ${s.name}`, () => rollups.rollUp(s.name, '2026-11-21'));
  const changes = DatabaseServiceChanges.create({ database: db });
  const queue = EvaluationQueue.create({ changes, evaluator, logger, changed: () => {} });
  stop = true; await probe;
  const p: number[] = [];
  for (let i = 0; i < 100; i++) {
    const ref = services[(i * 37) % N].ref;
    await db('facts').where({ service_ref: ref, fact: 'signals.latency.p50' }).update({ value: String(i) });
    await changes.mark([ref]);
    const t = performance.now(); await queue.drain({ refs: [ref] }); p.push(performance.now() - t);
  }
  p.sort((a, b) => a - b); out.push(`push: p50 ${p[50].toFixed(1)} p95 ${p[95].toFixed(1)}`);
  const counts = CountStore.create({ database: db });
  const scope = { nothing: false, everything: true, restrict: (q: any) => q };
  const t = performance.now(); const lv = await counts.levels(scope, {}); out.push(`levels ${(performance.now() - t).toFixed(1)} ms ${JSON.stringify(lv.filter(l => l.scorecard === 'gold-standard'))}`);
  out.push(JSON.stringify(await db('check_results').select('state').count({ c: '*' }).groupBy('state')));
  out.push((await db('check_results').limit(12)).map((r: any) => `${r.state}: ${r.check_id}: ${r.reason}`).join('\n'));
  console.log(out.join('\n'));
  await db.destroy();
}
main(process.env.ID ?? 'SQLITE_3').catch(e => { console.error(e); process.exit(1); });
