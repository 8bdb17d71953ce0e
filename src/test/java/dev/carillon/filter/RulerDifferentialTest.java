package dev.carillon.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.filter.policy.FilterScope;
import dev.carillon.testing.Keeps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.statistics.Statistics;
import software.amazon.event.ruler.Machine;

/**
 * Many policies in one machine of ours against event-ruler's, which is what AWS runs, where each policy has machines to
 * itself, one for each choice of one pattern a field: in one machine, event-ruler's patterns lose matches of each other.
 * Left out is where we differ on purpose: {@code exists} with null and empty texts, and {@code exists: false} across
 * arrays, which depends on the order of the names there.
 */
class RulerDifferentialTest {
    private static final List<String> FIELDS = List.of("a", "b", "o.x", "o.y", "list.x", "list.y", "list.z.x");
    private static final List<String> TEXTS = List.of(
            "",
            "a",
            "ab",
            "abc",
            "b",
            "bab",
            "Ab",
            "ABC",
            "x*y",
            "10.0.0.1",
            "10.0.0.10",
            "::1",
            "5",
            "\\u00e9t\\u00e9");
    private static final List<String> NUMBERS =
            List.of("0", "1", "-1", "1.5", "5", "5.0", "10", "300", "3e2", "-0", "12345678901234567890", "0.1");

    @Property(tries = 250, shrinking = ShrinkingMode.OFF)
    @Keeps({"filter.operators", "filter.body"})
    void matchesWhatEachPolicyMatchesAlone(@ForAll @LongRange(min = 0, max = Long.MAX_VALUE) long seed)
            throws Exception {
        Random random = new Random(seed);
        List<Asked> policies =
                IntStream.range(0, 12).mapToObj(i -> policy(random)).toList();
        List<List<Machine>> theirs = new ArrayList<>();
        for (Asked policy : policies) {
            theirs.add(machines(policy));
        }
        FilterMachine ours = Filters.machine(
                FilterScope.MESSAGE_BODY, policies.stream().map(Asked::json).toList());
        for (int i = 0; i < 8; i++) {
            String body = body(random);
            Audience audience = ours.match(Filters.body(body));
            for (int no = 0; no < policies.size(); no++) {
                boolean isMatch = false;
                for (Machine machine : theirs.get(no)) {
                    isMatch |= !machine.rulesForJSONEvent(body).isEmpty();
                }
                assertThat(audience.includes(no))
                        .as("%s on %s", policies.get(no).json(), body)
                        .isEqualTo(isMatch);
                Statistics.collect(isMatch);
            }
        }
        Statistics.coverage(matches -> matches.check(true).percentage(share -> share > 10));
    }

    /**
     * A policy.
     *
     * @param hasOr whether its last two fields are alternatives
     */
    private record Asked(Map<String, List<String>> patterns, boolean hasOr) {
        String json() {
            Map<String, String> all = new LinkedHashMap<>();
            patterns.forEach((field, some) -> all.put(field, String.join(",", some)));
            return json(all);
        }

        private String json(Map<String, String> chosen) {
            List<String> fields = List.copyOf(chosen.keySet());
            if (!hasOr) {
                return object(chosen, fields, "");
            }
            String branches = fields.stream()
                    .skip(fields.size() - 2)
                    .map(field -> object(chosen, List.of(field), ""))
                    .collect(Collectors.joining(","));
            return object(chosen, fields.subList(0, fields.size() - 2), "\"$or\":[" + branches + "]");
        }

        /** The same with one pattern a field, in every way. */
        List<String> oneByOne() {
            List<Map<String, String>> choices = List.of(Map.of());
            for (Map.Entry<String, List<String>> field : patterns.entrySet()) {
                List<Map<String, String>> more = new ArrayList<>();
                for (Map<String, String> choice : choices) {
                    for (String pattern : field.getValue()) {
                        Map<String, String> longer = new LinkedHashMap<>(choice);
                        longer.put(field.getKey(), pattern);
                        more.add(longer);
                    }
                }
                choices = more;
            }
            return choices.stream().map(this::json).toList();
        }
    }

    private static List<Machine> machines(Asked policy) throws Exception {
        List<Machine> machines = new ArrayList<>();
        for (String json : policy.oneByOne()) {
            Machine machine = Machine.builder().build();
            machine.addRule("rule", json);
            machines.add(machine);
        }
        return machines;
    }

    private static Asked policy(Random random) {
        Map<String, List<String>> patterns = new LinkedHashMap<>();
        for (String field : some(random, FIELDS, 1 + random.nextInt(3))) {
            patterns.put(
                    field,
                    IntStream.range(0, 1 + random.nextInt(2))
                            .mapToObj(i -> pattern(random, field))
                            .toList());
        }
        return new Asked(patterns, patterns.size() > 1 && random.nextInt(4) == 0);
    }

    /** @param more members of its own, or none */
    private static String object(Map<String, String> patterns, List<String> fields, String more) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (String field : fields) {
            put(tree, field, '[' + patterns.getOrDefault(field, "") + ']');
        }
        String members = rendered(tree);
        return '{' + members + (members.isEmpty() || more.isEmpty() ? "" : ",") + more + '}';
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> tree, String field, String patterns) {
        int dot = field.indexOf('.');
        if (dot < 0) {
            tree.put(field, patterns);
        } else {
            Object inner = tree.computeIfAbsent(field.substring(0, dot), name -> new LinkedHashMap<String, Object>());
            put((Map<String, Object>) inner, field.substring(dot + 1), patterns);
        }
    }

    private static String rendered(Map<?, ?> tree) {
        return tree.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":"
                        + (member.getValue() instanceof Map<?, ?> inner
                                ? '{' + rendered(inner) + '}'
                                : member.getValue()))
                .collect(Collectors.joining(","));
    }

    private static String pattern(Random random, String field) {
        String text = quoted(random);
        String number = pick(random, NUMBERS);
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> text;
            case 3, 4 -> number;
            case 5 -> pick(random, List.of("true", "false", "null"));
            case 6 -> operator("prefix", text);
            case 7 -> operator("suffix", text);
            case 8 -> operator("equals-ignore-case", text);
            case 9 -> operator("prefix", operator("equals-ignore-case", text));
            case 10 -> operator("suffix", operator("equals-ignore-case", text));
            case 11 -> operator("anything-but", random.nextBoolean() ? text : "[" + text + "," + quoted(random) + "]");
            case 12 -> operator("anything-but", pick(random, List.of("5", "[1, 300]", "0.1")));
            case 13 -> operator("anything-but", operator("prefix", notEmpty(random)));
            case 14 -> operator("anything-but", operator("suffix", notEmpty(random)));
            case 15 -> operator("anything-but", operator("equals-ignore-case", text));
            case 16 ->
                operator(
                        "anything-but", operator("wildcard", pick(random, List.of("\"*b\"", "\"a*\"", "\"x\\\\*y\""))));
            case 17 ->
                operator("wildcard", pick(random, List.of("\"*\"", "\"a*c\"", "\"*b*\"", "\"a*\"", "\"x\\\\*y\"")));
            case 18 ->
                operator(
                        "numeric",
                        pick(
                                random,
                                List.of(
                                        "[\">\", 0]",
                                        "[\"<=\", 5]",
                                        "[\"=\", 300]",
                                        "[\">=\", 1, \"<\", 10]",
                                        "[\">\", -1, \"<=\", 300]",
                                        "[\"<\", 0.1]")));
            case 19 -> operator("cidr", pick(random, List.of("\"10.0.0.0/28\"", "\"10.0.0.1/31\"", "\"::/64\"")));
            case 20 -> operator("exactly", text);
            default -> field.startsWith("list") ? text : operator("exists", "false");
        };
    }

    private static String body(Random random) {
        return String.format(
                Locale.ROOT,
                "{\"a\":%s,%s\"o\":{\"x\":%s,\"q\":[1,{\"x\":2}]%s},\"list\":%s}",
                value(random),
                random.nextBoolean() ? "\"b\":" + value(random) + ',' : "",
                value(random),
                random.nextBoolean() ? ",\"y\":" + value(random) : "",
                list(random, 0));
    }

    private static String list(Random random, int depth) {
        StringBuilder json = new StringBuilder("[");
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            json.append(i == 0 ? "" : ",");
            if (depth < 2 && random.nextInt(6) == 0) {
                json.append(list(random, depth + 1));
            } else {
                json.append("{\"x\":").append(value(random));
                json.append(random.nextBoolean() ? ",\"y\":" + value(random) : "");
                json.append(random.nextInt(3) == 0 && depth < 2 ? ",\"z\":" + list(random, depth + 1) : "");
                json.append('}');
            }
        }
        return json.append(']').toString();
    }

    private static String value(Random random) {
        return random.nextInt(5) == 0 ? "[" + scalar(random) + "," + scalar(random) + "]" : scalar(random);
    }

    private static String scalar(Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1, 2 -> quoted(random);
            case 3 -> pick(random, NUMBERS);
            default -> pick(random, List.of("true", "false", "null"));
        };
    }

    private static String operator(String name, String operand) {
        return "{\"" + name + "\":" + operand + "}";
    }

    private static String quoted(Random random) {
        return '"' + pick(random, TEXTS) + '"';
    }

    private static String notEmpty(Random random) {
        return '"' + TEXTS.get(1 + random.nextInt(TEXTS.size() - 1)) + '"';
    }

    private static String pick(Random random, List<String> all) {
        return all.get(random.nextInt(all.size()));
    }

    private static List<String> some(Random random, List<String> all, int count) {
        List<String> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, count).stream().distinct().toList();
    }
}
