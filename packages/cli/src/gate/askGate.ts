import {
  type ChangeKind,
  type GateAnswer,
  GoldLayerClient,
} from '@gold-layer/backstage-plugin-common';
import type { Terminal } from '../program';
import { answerLines } from './answerLines';
import { failureInWords } from './failureInWords';

/** What the verb takes besides the service. */
export interface GateOptions {
  change: ChangeKind;
  reference?: string;
  url: string;
  conditionsOk?: boolean;
  json?: boolean;
  /** Seconds. */
  timeout: number;
}

/** Asks the gate and says what it answered. */
export async function askGate(
  service: string,
  options: GateOptions,
  { terminal, token }: { terminal: Terminal; token?: string },
): Promise<void> {
  let answer: GateAnswer;
  try {
    answer = await ask(toServiceRef(service), options, token);
  } catch (error) {
    const reason = failureInWords(error, { ...options, token });
    terminal.printError(`The gate could not be asked: ${reason}`);
    terminal.setExitCode(2);
    return;
  }
  const lines = options.json
    ? [JSON.stringify(answer, null, 2)]
    : answerLines(answer);
  for (const line of lines) terminal.print(line);
  terminal.setExitCode(exitCodeOf(answer, options));
}

/** The full ref of a service: a name alone is a Component in the namespace `default`. */
export function toServiceRef(service: string): string {
  if (service.includes(':')) return service;
  return service.includes('/')
    ? `component:${service}`
    : `component:default/${service}`;
}

function ask(
  service: string,
  { change, reference, url, timeout }: GateOptions,
  token: string | undefined,
): Promise<GateAnswer> {
  const base = `${new URL(url).href.replace(/\/+$/, '')}/api/gold-layer`;
  const client = new GoldLayerClient({
    discoveryApi: { getBaseUrl: async () => base },
    fetchApi: { fetch },
  });
  return client.call(
    'askDeployGate',
    { body: { service, change, reference } },
    { token, signal: AbortSignal.timeout(timeout * 1000) },
  );
}

function exitCodeOf(
  { verdict }: GateAnswer,
  { conditionsOk }: GateOptions,
): 0 | 1 | 3 {
  switch (verdict) {
    case 'allow':
      return 0;
    case 'conditions':
      return conditionsOk ? 0 : 3;
    default:
      return 1;
  }
}
