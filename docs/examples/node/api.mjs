import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 10;

/** A refusal: what a rule says no to. Decide by its code. */
export class Refused extends Error {
  constructor(method, path, status, problem) {
    super(`${method} ${path}: ${status} ${JSON.stringify(problem)}`);
    this.status = status;
    this.code = problem.code;
  }
}

/** The HTTP API for one account, or, without a login, for nobody. */
export class Api {
  #base;
  #login;
  #tokens = {};

  constructor(base, login) {
    this.#base = base;
    this.#login = login;
  }

  get token() {
    return this.#tokens.access_token;
  }

  async logIn() {
    const { login, password } = this.#login;
    this.#tokens = await this.#send('POST', '/auth/login', { login, password });
    return this;
  }

  /** A token lives 15 min. A refresh token is good for one use; without a good one, log in. */
  async renew() {
    try {
      const { refresh_token } = this.#tokens;
      this.#tokens = await this.#send('POST', '/auth/refresh', { refresh_token });
    } catch (refused) {
      if (refused.code !== 'INVALID_REFRESH_TOKEN') throw refused;
      await this.logIn();
    }
  }

  get(path) {
    return this.call('GET', path);
  }

  post(path, body, version) {
    return this.call('POST', path, body, version);
  }

  /** Safe to repeat as it is: the key stays the same. */
  async call(method, path, body, version) {
    const headers = { 'Idempotency-Key': randomUUID() };
    if (version !== undefined) headers['If-Match'] = `"${version}"`;
    try {
      return await this.#send(method, path, body, headers);
    } catch (refused) {
      if (refused.status !== 401 || !this.#login) throw refused;
      await this.renew();
      return this.#send(method, path, body, headers);
    }
  }

  async #send(method, path, body, headers = {}) {
    const request = { method, headers: { 'Content-Type': 'application/json', ...headers } };
    if (body !== undefined) request.body = JSON.stringify(body);
    for (let attempt = 1; ; attempt++) {
      if (this.token && !path.startsWith('/auth/')) request.headers.Authorization = `Bearer ${this.token}`;
      request.signal = AbortSignal.timeout(10_000);
      const response = await fetch(`${this.#base}/api/v1${path}`, request).catch(() => undefined);
      if (response?.ok) return response.status === 204 ? undefined : response.json();
      const problem = response ? await response.json().catch(() => ({})) : { code: 'UNREACHABLE' };
      if (attempt === ATTEMPTS || !passes(response, problem)) throw new Refused(method, path, response?.status, problem);
      await sleep(1000 * Number(response?.headers.get('Retry-After') ?? Math.min(0.1 * 2 ** attempt, 5)));
    }
  }
}

/** No answer, too fast, or trouble at the other end: the same request, a little later. */
function passes(response, problem) {
  return !response || [429, 502, 503, 504].includes(response.status) || problem.code === 'IDEMPOTENCY_IN_PROGRESS';
}
