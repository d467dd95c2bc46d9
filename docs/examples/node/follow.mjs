import { setTimeout as sleep } from 'node:timers/promises';
import { request } from './rsocket.mjs';

const DEMAND = 32;

/** Follows one stream to its end, over lost connections and restarts. */
export class Follower {
  #connect;
  #route;
  #apply;
  #cursor; // epoch and last seq of what was applied
  state;

  /**
   * @param connect makes a connection
   * @param apply the state before and the data of a DELTA make the state after it
   */
  constructor(connect, route, apply = (_, data) => data) {
    this.#connect = connect;
    this.#route = route;
    this.#apply = apply;
  }

  /** Resolves with the last state when what the stream shows is over. */
  async run(onState = () => {}) {
    for (let wait = 100; ; ) {
      const before = this.#cursor;
      try {
        const rsocket = await this.#connect();
        try {
          if (await this.#subscribe(rsocket, onState)) return this.state;
        } finally {
          rsocket.close();
        }
      } catch (failure) {
        if (['NOT_FOUND', 'VALIDATION_FAILED', 'FORBIDDEN'].includes(failure.message)) throw failure;
      }
      await sleep(wait);
      wait = this.#cursor === before ? Math.min(2 * wait, 5000) : 100;
    }
  }

  /** Resolves with whether it is over; if it is not, it goes on from the cursor. */
  #subscribe(rsocket, onState) {
    return new Promise((resolve, reject) => {
      const resume = this.#cursor && { resume: this.#cursor };
      const stream = rsocket.requestStream(request(this.#route, resume), DEMAND, {
        onNext: ({ data }) => {
          const frame = JSON.parse(data.toString());
          if (frame.kind === 'END') return resolve(frame.data.code === 'COMPLETED');
          if (!this.#take(frame)) {
            stream.cancel();
            return resolve(false);
          }
          if (frame.kind === 'SNAPSHOT' || frame.kind === 'DELTA') onState(this.state, frame);
          stream.request(1);
        },
        onError: reject,
        onComplete: () => resolve(false),
        onExtension: () => {},
      });
      rsocket.onClose(() => resolve(false));
    });
  }

  /** False when a frame is missing before this one. */
  #take(frame) {
    const { kind, epoch, seq, prev_seq, data } = frame;
    if (kind === 'RESET') {
      this.#cursor = undefined;
    } else if (kind === 'SNAPSHOT') {
      this.state = data;
      this.#cursor = { epoch, last_seq: seq };
    } else if (kind === 'DELTA') {
      if (this.#cursor?.epoch !== epoch || this.#cursor.last_seq !== prev_seq) return false;
      this.state = this.#apply(this.state, data);
      this.#cursor = { epoch, last_seq: seq };
    }
    return true;
  }
}
