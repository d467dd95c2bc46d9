package dev.warfront.guild;

import dev.warfront.identity.Presence;
import dev.warfront.kernel.ClanId;
import dev.warfront.kernel.DirectTransactions;
import dev.warfront.kernel.PlayerId;
import dev.warfront.kernel.Transactions;
import java.util.List;
import java.util.Optional;

/// Clans for tests of rules, one caller at a time. They hold their promises only as long as nothing fails: nothing is
/// rolled back.
public final class InMemoryGuild implements GuildPorts {
    private final InMemoryMemberships memberships = new InMemoryMemberships();
    private final InMemoryClans clans = new InMemoryClans(memberships);
    private final InMemoryInvitations invitations = new InMemoryInvitations();
    private final InMemoryTreasury treasury = new InMemoryTreasury(clans);

    /// A clan and its members as they are.
    public void put(Clan clan, Member... members) {
        clans.put(clan);
        for (var member : members) {
            memberships.put(member);
        }
    }

    public void put(Invitation invitation) {
        invitations.put(invitation);
    }

    public Clan clan(ClanId id) {
        return clans.get(id).orElseThrow();
    }

    public Optional<Member> member(PlayerId player) {
        return memberships.of(player);
    }

    public Invitation invitation(Invitation.Id id) {
        return invitations.get(id);
    }

    public List<Grant> grants() {
        return clans.grants();
    }

    public List<Clan> all() {
        return clans.all();
    }

    public List<Member> presentIn(ClanId clan) {
        return memberships.in(clan).toList();
    }

    public long ledgerSum(ClanId clan) {
        return treasury.ledgerSum(clan);
    }

    /// What of all credits to a clan did not fit.
    public long burned(ClanId clan) {
        return treasury.burned(clan);
    }

    @Override
    public Clans clans() {
        return clans;
    }

    @Override
    public ClanDirectory clanDirectory() {
        return clans;
    }

    @Override
    public ClanStore clanStore() {
        return clans;
    }

    @Override
    public Memberships memberships() {
        return memberships;
    }

    @Override
    public Invitations invitations() {
        return invitations;
    }

    @Override
    public Treasury treasury() {
        return treasury;
    }

    @Override
    public Presence presence() {
        return memberships;
    }

    @Override
    public Transactions transactions() {
        return new DirectTransactions();
    }
}
