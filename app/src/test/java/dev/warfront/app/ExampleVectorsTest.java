package dev.warfront.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.warfront.bench.wire.Wire;
import dev.warfront.score.LogRecord.Proof;
import dev.warfront.score.ParsedEvent;
import dev.warfront.score.RecordSignature;
import dev.warfront.score.ScoreEventCodec;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.rsocket.metadata.AuthMetadataCodec;
import io.rsocket.metadata.CompositeMetadataCodec;
import io.rsocket.metadata.TaggingMetadataCodec;
import io.rsocket.metadata.WellKnownMimeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// docs/examples/json against the program: what it is read and signed by, and where it belongs.
@ExtendWith(SharedProgram.class)
class ExampleVectorsTest {
    private static final int PARTITIONS = 24;

    @TempDir
    static Path folder;

    private static ScoreEventCodec codec;

    @BeforeAll
    static void prepare(RunningProgram program) {
        codec = program.get(ScoreEventCodec.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"kill.json", "assist.json", "objective.json"})
    void givenAnEvent_itIsRead_andEachOfItsFieldsIsNeeded_butTheBattle(String file) throws IOException {
        var event = (ObjectNode) read(file);

        assertThat(parse(event)).isInstanceOf(ParsedEvent.Reported.class);
        assertThat(event.propertyNames())
                .allSatisfy(field -> assertThat(parse(event.deepCopy().without(field)))
                        .as("without %s", field)
                        .isInstanceOf(
                                field.equals("battle_id") ? ParsedEvent.Reported.class : ParsedEvent.Malformed.class));
    }

    @Test
    void givenInstants_goodOnesAreRead_andOthersAreMalformed() throws IOException {
        var kill = (ObjectNode) read("kill.json");
        var instants = read("instants.json");

        assertThat(instants.path("good"))
                .isNotEmpty()
                .allSatisfy(good -> assertThat(parse(kill.deepCopy().set("occurred_at", good)))
                        .as("%s", good)
                        .isInstanceOf(ParsedEvent.Reported.class));
        assertThat(instants.path("malformed"))
                .isNotEmpty()
                .allSatisfy(bad -> assertThat(parse(kill.deepCopy().set("occurred_at", bad)))
                        .as("%s", bad)
                        .isInstanceOf(ParsedEvent.Malformed.class));
    }

    @Test
    void givenTheVectorOfSignatures_itIsWhatTheProgramSigns() throws IOException {
        var vector = read("signature.json");
        var key = HexFormat.of().parseHex(vector.path("signing_key").asString());
        var value = vector.path("value").asString().getBytes(StandardCharsets.UTF_8);
        var war = Wire.JSON.readTree(value).path("war_id").asString().getBytes(StandardCharsets.UTF_8);

        var headers = RecordSignature.headers(UUID.randomUUID(), value, key);

        assertThat(headers)
                .containsEntry(
                        RecordSignature.SIGNATURE, vector.path("signature").asString());
        assertThat(vector.path("partition").asInt()).isEqualTo(Utils.toPositive(Utils.murmur2(war)) % PARTITIONS);
    }

    @Test
    void givenTheSignatureByHand_itIsThatOfTheVector() throws Exception {
        assumeTrue(Shell.has("bash") && Shell.has("openssl", "version"));
        var shell = new Shell(Snippet.EXAMPLES.resolve("shell"), Map.of(), folder.resolve("signature.log"));

        var printed = shell.run("bash", "signature.sh");

        assertThat(printed.strip())
                .isEqualTo(read("signature.json").path("signature").asString());
    }

    @Test
    void givenTheVectorOfMetadata_itIsWhatAClientEncodes() throws IOException {
        var buffers = ByteBufAllocator.DEFAULT;
        var vector = read("metadata.json");
        var token = AuthMetadataCodec.encodeBearerMetadata(
                buffers, vector.path("token").asString().toCharArray());
        var route = TaggingMetadataCodec.createRoutingMetadata(
                        buffers, List.of(vector.path("route").asString()))
                .getContent();

        var setup = buffers.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(
                setup, buffers, WellKnownMimeType.MESSAGE_RSOCKET_AUTHENTICATION, token);
        var request = buffers.compositeBuffer();
        CompositeMetadataCodec.encodeAndAddMetadata(request, buffers, WellKnownMimeType.MESSAGE_RSOCKET_ROUTING, route);

        assertThat(ByteBufUtil.hexDump(setup)).isEqualTo(vector.path("setup").asString());
        assertThat(ByteBufUtil.hexDump(request))
                .isEqualTo(vector.path("request").asString());
        setup.release();
        request.release();
    }

    private static ParsedEvent parse(JsonNode event) {
        return codec.parse(Wire.JSON.writeValueAsBytes(event), Proof.GAME_SERVER)
                .getFirst()
                .event();
    }

    private static JsonNode read(String file) throws IOException {
        return Wire.JSON.readTree(
                Files.readString(Snippet.EXAMPLES.resolve("json").resolve(file)));
    }
}
