import { explainNetworkFailure, isNetworkFailure } from '../setup/network.mjs';

const because = { need: 'and it is needed', settings: 'the settings' };

describe('when no package comes from the registry', () => {
  it.each([
    'npm error code DEPTH_ZERO_SELF_SIGNED_CERT',
    'npm error code SELF_SIGNED_CERT_IN_CHAIN',
    'npm error code UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'npm error code UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'YN0001: │ RequestError: self-signed certificate in certificate chain',
    'YN0001: │ RequestError: unable to get local issuer certificate',
    'YN0001: │ RequestError: unable to verify the first certificate',
  ])('a certificate that is not trusted is told apart: %s', output => {
    expect(isNetworkFailure(output)).toBe(true);
    expect(explainNetworkFailure(output, because)).toBe(
      'The TLS certificate of the npm registry (or of a proxy before it) is not trusted, and it is needed: set NODE_EXTRA_CA_CERTS to the path of a PEM file with the certificate of the authority that signed it, and run the command again.',
    );
  });

  it.each([
    'npm error code ENOTFOUND',
    'YN0001: │ RequestError: getaddrinfo EAI_AGAIN registry.example.com',
    'YN0001: │ RequestError: connect ECONNREFUSED 127.0.0.1:443',
  ])('a registry out of reach is told as such: %s', output => {
    expect(isNetworkFailure(output)).toBe(true);
    expect(explainNetworkFailure(output, because)).toBe(
      'The npm registry cannot be reached, and it is needed: check the network (or the settings) and run the command again.',
    );
  });

  it.each([
    'YN0028: │ The lockfile would have been modified by this install',
    'ENOSPC: no space left on device',
  ])('other trouble is not taken for it: %s', output => {
    expect(isNetworkFailure(output)).toBe(false);
  });
});
