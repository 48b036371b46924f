type Fields = Record<string, unknown>;

/** Why the gate could not be asked, in a sentence that says what to look at. */
export function failureInWords(
  error: unknown,
  options: { url: string; timeout: number; token?: string },
): string {
  if (!isObject(error)) return String(error);
  const { url, timeout, token } = options;
  if (error.name === 'TimeoutError') {
    return `${url} has not answered within ${timeout} seconds.`;
  }
  if (error.name === 'ZodError' || error.name === 'SyntaxError') {
    return `${url} did not answer as a portal with Gold Layer does; check the address.`;
  }
  if (error.code === 'ERR_INVALID_URL') {
    return `found --url ${url}, expected an address such as https://portal.example.com.`;
  }
  if (isObject(error.response)) {
    if (error.response.status !== 401) return sentenceOf(error);
    return token
      ? 'the token in GOLD_LAYER_TOKEN is not valid, or no longer.'
      : 'a token is needed; put it into GOLD_LAYER_TOKEN.';
  }
  const cause = isObject(error.cause) ? error.cause.message : undefined;
  return `${url}: ${cause ?? error.message}`;
}

/** What the portal said, where it answered with an error. */
function sentenceOf({ body, message }: Fields): string {
  const inner = isObject(body) && isObject(body.error) ? body.error : {};
  return String(inner.message ?? message);
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null;
}
