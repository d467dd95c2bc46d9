import { Kafka, logLevel, Partitioners } from 'kafkajs';
import { batches } from './batch.mjs';
import { sign } from './sign.mjs';

/** The topic of score events, written by one game server. */
export class EventLog {
  #producer;
  #serverId;
  #signingKey;

  constructor(brokers, serverId, signingKey) {
    this.#serverId = serverId;
    this.#signingKey = signingKey;
    this.#producer = new Kafka({ clientId: 'game-server', brokers, logLevel: logLevel.ERROR }).producer({
      createPartitioner: Partitioners.DefaultPartitioner, // murmur2, as in Java; not LegacyPartitioner
      idempotent: true, // with acks -1: what the producer repeats by itself is in the log once
      maxInFlightRequests: 1,
      retry: { retries: 20 },
    });
  }

  async open() {
    await this.#producer.connect();
    return this;
  }

  /** Resolves when the log has them. If it rejects, nobody knows: append the same events again. */
  append(war, events) {
    return this.send([...batches(events)].map((batch) => this.record(war, JSON.stringify(batch))));
  }

  record(war, text) {
    const value = Buffer.from(text);
    const headers = { server_id: this.#serverId, signature: sign(this.#signingKey, value) };
    return { key: war.toLowerCase(), value, headers };
  }

  send(messages) {
    return this.#producer.send({ topic: 'war.score-events', acks: -1, messages });
  }

  close() {
    return this.#producer.disconnect();
  }
}
