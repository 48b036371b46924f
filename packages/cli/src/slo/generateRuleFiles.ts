import {
  generateRules,
  type SloSpec,
} from '@gold-layer/backstage-plugin-common';
import type { Terminal } from '../program';
import { readFiles, writeFiles } from './files';
import {
  hasErrors,
  printProblems,
  slosOf,
  type ReadingOptions,
} from './sloFiles';

/** What the verb takes besides files. */
export interface RulesOptions extends ReadingOptions {
  /** A folder, or `-` for the terminal. */
  output: string;
  portalUrl?: string;
}

/** Generates rules for Prometheus from files of SLOs; none at all while one has errors, so that no alert is lost unseen. */
export async function generateRuleFiles(
  names: string[],
  options: RulesOptions,
  terminal: Terminal,
): Promise<void> {
  const { files, whole } = await readFiles(names, terminal);
  const read = slosOf(files, options);
  for (const each of read) printProblems(each, terminal);
  if (!whole || read.some(hasErrors)) {
    terminal.setExitCode(whole ? 1 : 2);
    return;
  }
  const { portalUrl, output } = options;
  const slos = read.flatMap(each => each.slos);
  if (output === '-') {
    terminal.print(generateRules(slos, { portalUrl }).trimEnd());
    terminal.setExitCode(0);
    return;
  }
  const written = await writeFiles(
    output,
    [...byService(slos)].map(([service, own]) => ({
      name: `${service}.rules.yaml`,
      text: generateRules(own, { portalUrl }),
    })),
    { terminal, replace: true },
  );
  terminal.setExitCode(written ? 0 : 2);
}

/** SLOs by `<namespace>.<service>`, the beginning of their addresses. */
function byService(slos: readonly SloSpec[]): Map<string, SloSpec[]> {
  const found = new Map<string, SloSpec[]>();
  for (const slo of slos) {
    const service = slo.id.slice(0, -(slo.name.length + 1));
    found.set(service, [...(found.get(service) ?? []), slo]);
  }
  return found;
}
