/** An officer of the side that does not hold the land orders a battle; the game server begins it, and is its host. */
export async function beginBattle(officer, server, war, land) {
  const { id } = await officer.post(`/clan-wars/${war}/battles`, { territory_id: land });
  return server.post(`/battles/${id}/start`);
}

/** The game server says how its battle ended. DECISIVE: who attacks the land has won it. */
export function winBattle(server, battle) {
  return server.post(`/battles/${battle}/end`, { winner_side: 'ATTACKER', end_reason: 'DECISIVE' });
}
