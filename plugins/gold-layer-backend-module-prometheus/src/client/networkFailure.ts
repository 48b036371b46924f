import { PrometheusFailure } from './failure';
import { isObject } from './result';

const closed = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];
const slow = [
  'ETIMEDOUT',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
];
const nameless = ['ENOTFOUND', 'EAI_AGAIN'];
const unreachable = ['EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'];

/** Whether the connection was cut: idle ones are closed by servers now and then, so asking once more is fair. */
export function isConnectionCut(error: unknown): boolean {
  return closed.includes(codeOf(error) ?? '');
}

/** What a network error means, in a sentence. `host` is host and port, never more of the address. */
export function networkFailure(
  error: unknown,
  asked: { source: string; host: string },
): PrometheusFailure {
  const code = codeOf(error);
  const say = (what: string) =>
    PrometheusFailure.ofSource(
      `Prometheus '${asked.source}' cannot be reached: ${what}.`,
      { cause: error },
    );
  if (code === 'ECONNREFUSED') {
    return say(`nothing listens at ${asked.host}`);
  }
  if (nameless.includes(code ?? '')) {
    return say(`the name in ${asked.host} cannot be resolved`);
  }
  if (slow.includes(code ?? '')) {
    return say(`${asked.host} does not answer in time`);
  }
  if (unreachable.includes(code ?? '')) {
    return say(`there is no way to ${asked.host} from here`);
  }
  if (closed.includes(code ?? '')) {
    return say(`${asked.host} cut the connection twice`);
  }
  if (code && /CERT|SELF_SIGNED|_TLS_|_SSL_|ISSUER/.test(code)) {
    return say(
      `its certificate is not accepted (${code}). Set tls.caFile to the authority that signs it`,
    );
  }
  return say(
    `the connection to ${asked.host} failed (${code ?? 'no reason given'})`,
  );
}

/** The code of an error, of what caused it, or of the first of several: each layer wraps the network's own error. */
function codeOf(error: unknown): string | undefined {
  if (!isObject(error)) return undefined;
  const { code, cause, errors } = error;
  if (typeof code === 'string') return code;
  return codeOf(Array.isArray(errors) ? errors[0] : cause);
}
