import { Kafka, logLevel } from 'kafkajs';

/** Reads what was refused of a war, from the feed. @param onRejected called with {event_id, offset, index, code, …} */
export async function followRejections(brokers, group, war, onRejected) {
  const consumer = new Kafka({ clientId: group, brokers, logLevel: logLevel.ERROR }).consumer({ groupId: group });
  await consumer.connect();
  await consumer.subscribe({ topic: 'war.score', fromBeginning: true });
  const seen = new Set(); // at least once: a place may come again
  await consumer.run({
    eachMessage: async ({ message }) => {
      if (String(message.key) !== war || String(message.headers.event_type) !== 'score.rejected') return;
      const { payload } = JSON.parse(message.value.toString());
      for (const item of payload.items) {
        const place = `${payload.from.partition}:${item.offset}:${item.index}`;
        if (!seen.has(place)) onRejected(item);
        seen.add(place);
      }
    },
  });
  return consumer;
}
