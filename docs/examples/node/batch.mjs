const EVENTS_MAX = 500;
const BYTES_MAX = 60_000; // 64 KB with what is around it

/** Events of one war, in as few arrays as may hold them. */
export function* batches(events) {
  let batch = [];
  let bytes = 2;
  for (const event of events) {
    const length = Buffer.byteLength(JSON.stringify(event)) + 1;
    if (batch.length === EVENTS_MAX || bytes + length > BYTES_MAX) {
      yield batch;
      batch = [];
      bytes = 2;
    }
    batch.push(event);
    bytes += length;
  }
  if (batch.length) yield batch;
}
