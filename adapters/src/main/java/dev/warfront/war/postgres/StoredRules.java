package dev.warfront.war.postgres;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.warfront.kernel.WarId;
import dev.warfront.kernel.json.SectionCodec;
import dev.warfront.war.WarRule;
import dev.warfront.war.WarRules;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The rules that wars keep, as the JSON in their rows. They never change after the declaration, so each
/// war's are read once; the least used are forgotten.
@Component
final class StoredRules {
    private static final int WARS_MAX = 4_096;

    private final JsonMapper json;
    private final List<SectionCodec<? extends WarRule>> codecs;
    private final Cache<WarId, WarRules> known =
            Caffeine.newBuilder().maximumSize(WARS_MAX).executor(Runnable::run).build();

    /// @param current the rules that a war declared now would keep
    StoredRules(JsonMapper json, List<SectionCodec<? extends WarRule>> codecs, List<WarRule> current) {
        this.json = json;
        this.codecs = List.copyOf(codecs);
        var kept = current.stream().map(Object::getClass).collect(Collectors.toSet());
        var stored = new HashSet<>(codecs.stream().map(SectionCodec::type).toList());
        if (!stored.equals(kept) || stored.size() != codecs.size()) {
            throw new IllegalStateException("wars keep " + kept + ", but what is stored is " + codecs);
        }
    }

    String write(WarRules rules) {
        var sections = json.createObjectNode();
        codecs.forEach(codec -> write(codec, rules, sections));
        return json.writeValueAsString(sections);
    }

    private static <T extends WarRule> void write(SectionCodec<T> codec, WarRules rules, ObjectNode sections) {
        codec.write(rules.section(codec.type()), sections);
    }

    /// @param stored the JSON of that war
    WarRules of(WarId war, String stored) {
        return known.get(war, _ -> read(stored));
    }

    Optional<WarRules> known(WarId war) {
        return Optional.ofNullable(known.getIfPresent(war));
    }

    WarRules read(String stored) {
        var sections = json.readTree(stored);
        return WarRules.of(codecs.stream().map(codec -> codec.read(sections)).toList());
    }
}
