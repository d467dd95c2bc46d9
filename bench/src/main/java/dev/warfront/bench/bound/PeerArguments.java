package dev.warfront.bench.bound;

/// How a [StreamsPeer] is started.
///
/// @param application its name, that of its consumer group
/// @param key hex of the key that signs the events; empty for small records without a signature
/// @param threads of the stream
/// @param commitMs milliseconds between commits
public record PeerArguments(String bootstrap, String topic, String application, String key, int threads, int commitMs) {

    static PeerArguments of(String[] words) {
        return new PeerArguments(
                words[0], words[1], words[2], words[3], Integer.parseInt(words[4]), Integer.parseInt(words[5]));
    }

    String[] words() {
        return new String[] {bootstrap, topic, application, key, Integer.toString(threads), Integer.toString(commitMs)};
    }
}
