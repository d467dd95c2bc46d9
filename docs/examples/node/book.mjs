const POINTS = { KILL: 10, ASSIST: 3, OBJECTIVE_CAPTURE: 50 };
const nothing = () => ({ points: 0, kills: 0, deaths: 0, assists: 0, objectives: 0 });

/** What the program should have counted, by what was sent. */
export class Book {
  ATTACKER = nothing();
  DEFENDER = nothing();
  accepted = 0;
  duplicates = 0;
  rejected = 0;
  codes = {};

  accept(side, { type }) {
    const own = this[side];
    const other = this[side === 'ATTACKER' ? 'DEFENDER' : 'ATTACKER'];
    this.accepted++;
    own.points += POINTS[type];
    if (type === 'KILL') own.kills++, other.deaths++;
    if (type === 'ASSIST') own.assists++;
    if (type === 'OBJECTIVE_CAPTURE') own.objectives++;
  }

  /** The program derives this event itself. */
  capture(side, land) {
    const weight = { RESOURCE: 1, STRATEGIC: 2, CAPITAL: 4 }[land.type];
    this.accepted++;
    this[side].points += Math.floor((200 * weight * (10 + land.siege_difficulty - 1)) / 10);
  }

  repeat(count = 1) {
    this.duplicates += count;
  }

  /** What nobody known has signed stands in no war's counts; what is malformed is a dead letter, and not in the feed. */
  reject(code) {
    if (code !== 'SCORE_SIGNATURE_INVALID') this.rejected++;
    if (code !== 'SCORE_MALFORMED') this.codes[code] = (this.codes[code] ?? 0) + 1;
  }
}
