const SIGNS = [
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

/** Whether a package manager's output says that it could not reach the registry. */
export function isNetworkFailure(output) {
  return SIGNS.some(sign => output.includes(sign));
}
