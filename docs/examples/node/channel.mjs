import { json, request } from './rsocket.mjs';

/** Sends batches over one channel, as fast as the program asks for them. Resolves with the results of all. */
export function overChannel(rsocket, batches) {
  return new Promise((resolve, reject) => {
    const [first, ...rest] = batches.map((events) => ({ events }));
    const results = [];
    let answers = 0;
    const channel = rsocket.requestChannel(request('score-events', first), batches.length, rest.length === 0, {
      onNext({ data }) {
        const answer = JSON.parse(data.toString());
        if (answer.code) return reject(new Error(`a batch was refused: ${answer.code}`));
        results.push(...answer.results);
        if (++answers === batches.length) resolve(results);
      },
      request(n) {
        for (; n > 0 && rest.length > 0; n--) {
          channel.onNext({ data: json(rest.shift()) }, rest.length === 0);
        }
      },
      onError: reject, // nobody knows of what is unanswered: send it again
      onComplete: () => reject(new Error('the channel is over')),
      onExtension: () => {},
      cancel: () => {},
    });
  });
}
