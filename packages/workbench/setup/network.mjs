const UNREACHABLE = [
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ERR_SOCKET_TIMEOUT',
  'network request failed',
  'RequestError',
];

// npm prints the code and the words, yarn only the words.
const UNTRUSTED = [
  'SELF_SIGNED_CERT',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'self-signed certificate',
  'self signed certificate',
  'unable to verify the first certificate',
  'unable to get local issuer certificate',
  'unable to get issuer certificate',
];

function has(output, signs) {
  return signs.some(sign => output.includes(sign));
}

/** Whether a package manager's output says that it got nothing from the registry. */
export function isNetworkFailure(output) {
  return has(output, UNREACHABLE) || has(output, UNTRUSTED);
}

/**
 * One sentence about such a failure: what is wrong and what to do. `need` says
 * why the registry is needed, `settings` where its address may be set.
 */
export function explainNetworkFailure(output, { need, settings }) {
  return has(output, UNTRUSTED)
    ? `The TLS certificate of the npm registry (or of a proxy before it) is not trusted, ${need}: set NODE_EXTRA_CA_CERTS to the path of a PEM file with the certificate of the authority that signed it, and run the command again.`
    : `The npm registry cannot be reached, ${need}: check the network (or ${settings}) and run the command again.`;
}
