import { setTimeout as sleep } from 'node:timers/promises';
import { foundClan } from './clan.mjs';

const REACH_M = 5_000;

/** Two new clans, land for both, and a declared war. @returns {id, land, attacker, defender} */
export async function declareWar(base, admin) {
  const { target, outpost } = twoNeighbours((await admin.get('/territories?state=NEUTRAL&type=RESOURCE&limit=100')).items);
  const defender = await foundClan(base, admin, 'Lions', target.region);
  const attacker = await foundClan(base, admin, 'Foxes', target.region);
  await claim(defender, target);
  await claim(attacker, outpost);
  const war = await attacker.leader.post('/clan-wars', {
    attacker_clan_id: attacker.id,
    defender_clan_id: defender.id,
    war_type: 'TERRITORIAL',
    territories: [target.id],
  });
  return { id: war.id, land: target, attacker, defender };
}

function twoNeighbours(free) {
  for (const target of free) {
    const outpost = free.find((each) => each !== target && each.region === target.region && near(each, target));
    if (outpost) return { target, outpost };
  }
  throw new Error('no two neighbours are free any more: begin with new data');
}

const near = (one, other) =>
  Math.hypot(one.location.x - other.location.x, one.location.y - other.location.y) <= REACH_M;

async function claim(clan, land) {
  await clan.leader.post(`/territories/${land.id}/claim`, undefined, land.version);
  while ((await clan.leader.get(`/territories/${land.id}`)).owner_clan_id !== clan.id) await sleep(200);
}
