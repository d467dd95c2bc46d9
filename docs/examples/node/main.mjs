import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { randomUUID } from 'node:crypto';
import { Api, Refused } from './api.mjs';
import { beginBattle, winBattle } from './battle.mjs';
import { Book } from './book.mjs';
import { overChannel } from './channel.mjs';
import { config } from './config.mjs';
import { assist, kill, objective } from './event.mjs';
import { Follower } from './follow.mjs';
import { ingest } from './ingest.mjs';
import { EventLog } from './kafka.mjs';
import { followRejections } from './rejections.mjs';
import { renew } from './renew.mjs';
import { connect, tcp, webSocket } from './rsocket.mjs';
import { applyScore } from './score.mjs';
import { declareWar } from './war.mjs';

const MINUTE_MS = 60_000;
const setUpAt = Date.now();

const admin = await new Api(config.http, config.admin).logIn();
const server = await new Api(config.http, config.server).logIn();
const { id: serverId } = await server.get('/me');
const war = await declareWar(config.http, admin);
const [fox, cub, vixen] = war.attacker.players;
const [lion, lioness] = war.defender.players;
const book = new Book();

const active = Promise.withResolvers?.() ?? deferred();
const phases = new Follower(() => connect(tcp(config.rsocket)), `war.${war.id}.phase`);
const ended = phases.run(({ status }) => status === 'ACTIVE' && active.resolve());
const scores = new Follower(() => connect(webSocket(config.websocket)), `war.${war.id}.score`, applyScore);
const final = scores.run();
const codes = {};
const rejections = await followRejections(config.kafka, `example-${randomUUID()}`, war.id, ({ code }) => {
  codes[code] = (codes[code] ?? 0) + 1;
});
await active.promise;

const battle = await beginBattle(war.attacker.leader, server, war.id, war.land.id);
const log = await new EventLog(config.kafka, serverId, config.server.signing_key).open();
const channel = await connect(tcp(config.rsocket), server.token);

// Good ones by each way.
const byKafka = many(600, () => kill(war.id, fox, lion, battle.id));
await log.append(war.id, byKafka);
byKafka.forEach((event) => book.accept('ATTACKER', event));
const byHttp = many(40, () => assist(war.id, cub, lion));
queued(await ingest(server, war.id, byHttp));
byHttp.forEach((event) => book.accept('ATTACKER', event));
await server.renew();
await renew(channel, server.token);
const byRSocket = many(30, () => kill(war.id, lion, vixen));
queued(await overChannel(channel, [byRSocket.slice(0, 10), byRSocket.slice(10, 20), byRSocket.slice(20)]));
byRSocket.forEach((event) => book.accept('DEFENDER', event));
const captured = objective(war.id, [fox, cub, vixen], battle.id);
queued(await ingest(server, war.id, [captured]));
book.accept('ATTACKER', captured);

// Again, by another way: the first result again.
queued(await ingest(server, war.id, byKafka.slice(0, 20)));
await log.append(war.id, byRSocket);
book.repeat(20 + byRSocket.length);

// Wrong ones.
const teleport = { ...kill(war.id, fox, lion), type: 'TELEPORT' };
const [refused, first, second] = await ingest(server, war.id, [teleport, captured, captured]);
same(refused.code, 'SCORE_INVALID_TYPE'); // at once: it is not in the log
same([first.status, second.status], ['QUEUED', 'DUPLICATE']);
book.repeat();
await log.append(war.id, [teleport]);
book.reject('SCORE_INVALID_TYPE');
await log.append(war.id, [{ ...byKafka[0], victim_id: lioness }]);
book.reject('SCORE_IDEMPOTENCY_MISMATCH');
const comrade = kill(war.id, fox, cub);
await overChannel(channel, [[at(kill(war.id, fox, lion), 2 * MINUTE_MS), comrade]]);
book.reject('SCORE_CLOCK_SKEW');
book.reject('SCORE_SAME_SIDE');
await log.append(war.id, [comrade, teleport]); // the first result again, and refused again
book.repeat();
book.reject('SCORE_INVALID_TYPE');
await log.append(war.id, [at(kill(war.id, fox, lion), setUpAt - Date.now() - 1000), kill(war.id, fox, randomUUID())]);
book.reject('SCORE_WAR_NOT_ACTIVE');
book.reject('SCORE_NOT_PARTICIPANT');
await log.send([log.record(war.id, 'no event')]);
book.reject('SCORE_MALFORMED');
const forged = log.record(war.id, JSON.stringify(kill(war.id, fox, lion)));
forged.headers.signature = '0'.repeat(64);
await log.send([forged]);
book.reject('SCORE_SIGNATURE_INVALID');

await winBattle(server, battle.id);
book.capture('ATTACKER', war.land);
const expected = { accepted: book.accepted, duplicates: book.duplicates, rejected: book.rejected };
await until(async () => counts(await server.get(`/clan-wars/${war.id}/stats`)), expected);
await until(() => codes, book.codes);
await surrender();
await ended;

const ofSides = ({ attacker, defender }) => ({ attacker, defender });
const read = {
  scores: ofSides(await server.get(`/clan-wars/${war.id}/scores`)),
  stream: ofSides(await final),
  stats: counts(await server.get(`/clan-wars/${war.id}/stats`)),
  winner: (await server.get(`/clan-wars/${war.id}/winner`)).outcome,
  codes,
};
const sides = { attacker: book.ATTACKER, defender: book.DEFENDER };
const written = { scores: sides, stream: sides, stats: expected, winner: 'DEFENDER_WIN', codes: book.codes };
await log.close();
await rejections.disconnect();
channel.close();
const match = isDeepStrictEqual(read, written);
console.log(JSON.stringify({ war_id: war.id, expected: written, actual: read, match }, null, 1));
process.exitCode = match ? 0 : 1;

function many(count, make) {
  return Array.from({ length: count }, make);
}

function at(event, offsetMs) {
  return { ...event, occurred_at: new Date(Date.now() + offsetMs).toISOString() };
}

function queued(results) {
  results.forEach(({ status }) => same(status, 'QUEUED'));
}

function same(actual, expected) {
  if (!isDeepStrictEqual(actual, expected)) throw new Error(`${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`);
}

function counts({ accepted, duplicates, rejected }) {
  return { accepted, duplicates, rejected };
}

/** Events are counted a moment after the log has them. */
async function until(ask, wanted) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (isDeepStrictEqual(await ask(), wanted)) return;
    await sleep(100);
  }
  same(await ask(), wanted);
}

/** By the leader, with the version as it is then: a battle changes it. */
async function surrender() {
  const path = `/clan-wars/${war.id}`;
  for (;;) {
    try {
      return await war.attacker.leader.post(`${path}/surrender`, undefined, (await server.get(path)).version);
    } catch (refused) {
      if (!(refused instanceof Refused) || refused.status !== 412) throw refused;
    }
  }
}

function deferred() {
  const made = {};
  made.promise = new Promise((resolve) => (made.resolve = resolve));
  return made;
}
