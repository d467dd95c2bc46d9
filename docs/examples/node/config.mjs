import { readFileSync } from 'node:fs';

const env = process.env;
const credentials = JSON.parse(readFileSync(env.WARFRONT_CREDENTIALS ?? 'data/credentials.json', 'utf8'));

export const config = {
  http: env.WARFRONT_HTTP ?? 'http://127.0.0.1:8080',
  kafka: (env.WARFRONT_KAFKA ?? '127.0.0.1:19092').split(','),
  rsocket: env.WARFRONT_RSOCKET ?? '127.0.0.1:7000',
  websocket: env.WARFRONT_WEBSOCKET ?? 'ws://127.0.0.1:8080/rsocket',
  admin: credentials.admin,
  server: credentials.game_server, // login, password, signing_key
};
