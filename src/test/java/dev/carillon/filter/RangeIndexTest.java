package dev.carillon.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carillon.filter.policy.ValuePattern.NumberWithin;
import dev.carillon.filter.policy.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RangeIndexTest {
    @Property(tries = 300)
    void findsTheRangesThatTryingEachFinds(@ForAll long seed) {
        Random random = new Random(seed);
        List<RangeIndex.Entry> entries = new ArrayList<>();
        for (int i = random.nextInt(40); i > 0; i--) {
            double low = random.nextInt(20);
            NumberWithin range =
                    new NumberWithin(low, random.nextBoolean(), low + 1 + random.nextInt(9), random.nextBoolean());
            entries.add(new RangeIndex.Entry(range, i));
        }
        RangeIndex index = new RangeIndex(entries);
        for (double number = -1; number < 32; number += 0.5) {
            Set<Integer> found = new TreeSet<>();
            index.find(number, new Work(), found::add);
            assertThat(found).isEqualTo(triedOneByOne(entries, number));
        }
    }

    private static Set<Integer> triedOneByOne(List<RangeIndex.Entry> entries, double number) {
        Set<Integer> found = new TreeSet<>();
        entries.stream().filter(each -> each.range().contains(number)).forEach(each -> found.add(each.number()));
        return found;
    }
}
