package dev.warfront.kernel.kafka;

import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;

/// A property of a topic that is not as it is wanted.
///
/// @param found empty where the broker says none
record WrongProperty(String key, String found, String wanted) {

    /// What would set it right.
    AlterConfigOp change() {
        return new AlterConfigOp(new ConfigEntry(key, wanted), AlterConfigOp.OpType.SET);
    }

    /// For operators: `retention.bytes: 1000, not -1`.
    @Override
    public String toString() {
        return "%s: %s, not %s".formatted(key, found, wanted);
    }
}
