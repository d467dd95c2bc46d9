import { batches } from './batch.mjs';

/** Hands events of one war in over HTTP. Answers a result for each, in their order. */
export async function ingest(api, war, events) {
  const results = [];
  for (const batch of batches(events)) {
    const answer = await api.post(`/clan-wars/${war}/score-events`, { events: batch });
    results.push(...answer.results);
  }
  return results;
}
