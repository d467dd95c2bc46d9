import { randomBytes } from 'node:crypto';
import { Api } from './api.mjs';

const MEMBERS = 15;

/** A clan that may go to war: 15 members, level 3, money. @returns {id, leader, players} */
export async function foundClan(base, admin, name, region) {
  const run = randomBytes(3).toString('hex'); // names are unique
  const members = [];
  for (let number = 0; number < MEMBERS; number++) {
    members.push(await register(base, `${name}${number}_${run}`.toLowerCase()));
  }
  const leader = members[0].api;
  const clan = await leader.post('/clans', { name: `${name} ${run}`, tag: run.slice(0, 5).toUpperCase(), region });
  for (const member of members.slice(1)) {
    const invitation = await leader.post(`/clans/${clan.id}/invitations`, { player_id: member.id });
    await member.api.post(`/clan-invitations/${invitation.id}/accept`, undefined, invitation.version);
  }
  await admin.post(`/admin/clans/${clan.id}/grants`, { credits: 100_000, experience: 5_000, reason: 'an example' });
  return { id: clan.id, leader, players: members.map(({ id }) => id) };
}

async function register(base, login) {
  const password = randomBytes(12).toString('hex');
  const { id } = await new Api(base).post('/auth/register', { login, password, display_name: login });
  return { id, api: await new Api(base, { login, password }).logIn() };
}
