import { request } from './rsocket.mjs';

/** Says the next token to an open connection. Resolves with when that one expires. */
export function renew(rsocket, token) {
  return new Promise((resolve, reject) =>
    rsocket.requestResponse(request('auth.renew', { access_token: token }), {
      onNext: ({ data }) => resolve(JSON.parse(data.toString()).expires_at),
      onError: reject,
      onComplete: () => {},
      onExtension: () => {},
    }),
  );
}
