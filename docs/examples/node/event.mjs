import { randomUUID } from 'node:crypto';

const event = (war, type, fields) => ({
  event_id: randomUUID(), // made once, and kept for every repeat
  war_id: war,
  type,
  occurred_at: new Date().toISOString(),
  ...fields,
});

export const kill = (war, killer, victim, battle = null) =>
  event(war, 'KILL', { player_id: killer, victim_id: victim, battle_id: battle });

export const assist = (war, assistant, victim, battle = null) =>
  event(war, 'ASSIST', { player_id: assistant, victim_id: victim, battle_id: battle });

export const objective = (war, capturers, battle) =>
  event(war, 'OBJECTIVE_CAPTURE', { players: capturers, battle_id: battle });
