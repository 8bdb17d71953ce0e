package dev.carillon.management;

import java.util.List;
import java.util.random.RandomGenerator;

/** Names for credentials whose maker gave none: {@code mnq_sns_<adjective>_<noun>}. */
final class GeneratedName {
    private static final List<String> ADJECTIVES = List.of(
            "amber", "bold", "brave", "bright", "brisk", "calm", "clear", "clever", "cosy", "crisp", "daring", "eager",
            "early", "fair", "fleet", "gentle", "glad", "golden", "grand", "happy", "hardy", "honest", "jolly", "keen",
            "kind", "lively", "loud", "loyal", "lucid", "lucky", "mellow", "merry", "mild", "modest", "neat", "nimble",
            "noble", "patient", "proud", "quick", "quiet", "ready", "serene", "sharp", "silver", "smart", "steady",
            "sunny", "swift", "tidy", "vivid", "warm", "wise", "witty");
    private static final List<String> NOUNS = List.of(
            "alder", "anvil", "badger", "beacon", "beetle", "bell", "birch", "brook", "cedar", "chime", "cloud",
            "comet", "coral", "crane", "dove", "ember", "falcon", "fern", "finch", "forge", "fox", "garnet", "glade",
            "gong", "harbour", "hare", "hazel", "heron", "island", "ivy", "lantern", "lark", "linden", "maple",
            "marten", "meadow", "moon", "oak", "otter", "owl", "pebble", "pine", "raven", "reed", "river", "robin",
            "rowan", "spire", "sparrow", "star", "stone", "swallow", "thistle", "tower", "valley", "willow", "wren");

    private GeneratedName() {}

    static String next(RandomGenerator random) {
        return "mnq_sns_" + any(ADJECTIVES, random) + "_" + any(NOUNS, random);
    }

    private static String any(List<String> words, RandomGenerator random) {
        return words.get(random.nextInt(words.size()));
    }
}
