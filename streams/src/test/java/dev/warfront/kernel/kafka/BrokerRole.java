package dev.warfront.kernel.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/// What `deploy/kafka/user.sh` gives a user of the broker and takes away again, from the same files.
///
/// @param rights lines of `acls.txt`, in words
/// @param quotas lines of `quotas.txt`, in words
record BrokerRole(String name, List<String[]> rights, List<String[]> quotas) {
    private static final Path FOLDER = Path.of("..", "deploy", "kafka");
    private static final long PATIENCE_SECONDS = 30;

    static BrokerRole of(String name) throws IOException {
        return new BrokerRole(name, lines("acls.txt", name), lines("quotas.txt", name));
    }

    private static List<String[]> lines(String file, String role) throws IOException {
        return Files.readAllLines(FOLDER.resolve(file)).stream()
                .map(line -> line.split(" +"))
                .filter(words -> words[0].equals(role))
                .toList();
    }

    void giveTo(String user, Admin admin) throws Exception {
        admin.createAcls(bindings(user)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        var entity = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, user));
        var bounds = quotas.stream()
                .map(words -> new ClientQuotaAlteration.Op(words[1], Double.valueOf(words[2])))
                .toList();
        if (!bounds.isEmpty()) {
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(entity, bounds)))
                    .all()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    void takeFrom(String user, Admin admin) throws Exception {
        var filters = bindings(user).stream().map(AclBinding::toFilter).toList();
        admin.deleteAcls(filters).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private List<AclBinding> bindings(String user) {
        return rights.stream().map(words -> binding(user, words)).toList();
    }

    private AclBinding binding(String user, String[] words) {
        return new AclBinding(
                new ResourcePattern(
                        ResourceType.valueOf(words[2].toUpperCase(Locale.ROOT)),
                        words[4].equals(name) ? user : words[4],
                        PatternType.valueOf(words[3].toUpperCase(Locale.ROOT))),
                allowed(user, AclOperation.valueOf(words[1].toUpperCase(Locale.ROOT))));
    }

    /// Of somebody who has no role, to one topic.
    static AclBinding right(String user, AclOperation operation, String topic) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL), allowed(user, operation));
    }

    private static AccessControlEntry allowed(String user, AclOperation operation) {
        return new AccessControlEntry("User:" + user, "*", operation, AclPermissionType.ALLOW);
    }
}
