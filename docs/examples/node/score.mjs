/** A DELTA of `war.{id}.score` has what changed: the sides and the clans that did. */
export const applyScore = (state, delta) => ({
  ...delta,
  attacker: delta.attacker ?? state.attacker,
  defender: delta.defender ?? state.defender,
  clans: [...new Map([...state.clans, ...delta.clans].map((clan) => [clan.clan_id, clan])).values()],
});
