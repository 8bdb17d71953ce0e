package dev.carillon.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** What a rotten disk, or a clumsy hand, does to one file. */
public enum Mutation {
    FLIPPED_BIT {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            return bytes;
        }
    },
    ZEROED_PAGE {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            int from = page(bytes, random);
            Arrays.fill(bytes, from, Math.min(bytes.length, from + pageBytes(bytes)), (byte) 0);
            return bytes;
        }
    },
    CUT_SHORT {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            return Arrays.copyOf(bytes, random.nextInt(bytes.length));
        }
    },
    SWAPPED_PAGES {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            int page = pageBytes(bytes);
            int one = page(bytes, random);
            int other = one >= page ? one - page : Math.min(one + page, bytes.length - 1);
            int length = Math.min(page, bytes.length - Math.max(one, other));
            byte[] kept = Arrays.copyOfRange(bytes, one, one + length);
            System.arraycopy(bytes, other, bytes, one, length);
            System.arraycopy(kept, 0, bytes, other, length);
            return bytes;
        }
    },
    GARBAGE {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            random.nextBytes(bytes);
            return bytes;
        }
    },
    MISSING {
        @Override
        byte[] of(byte[] bytes, SplittableRandom random) {
            return new byte[0];
        }
    };

    private static final int PAGE = 4_096;

    public static Mutation any(SplittableRandom random) {
        List<Mutation> all = List.of(values());
        return all.get(random.nextInt(all.size()));
    }

    /**
     * Does it, at a random place.
     *
     * @param within of a file that is mostly empty behind, how much of it is worth it
     */
    public void apply(Path file, int within, SplittableRandom random) throws IOException {
        byte[] all = Files.readAllBytes(file);
        int length = Math.min(all.length, within);
        if (this == MISSING) {
            Files.delete(file);
        } else if (length > 0) {
            byte[] bent = of(Arrays.copyOf(all, length), random);
            int behind = this == CUT_SHORT || this == GARBAGE ? 0 : all.length - length;
            byte[] whole = Arrays.copyOf(bent, bent.length + behind);
            System.arraycopy(all, all.length - behind, whole, bent.length, behind);
            Files.write(file, whole);
        }
    }

    /** What becomes of bytes, of which there is at least one. */
    abstract byte[] of(byte[] bytes, SplittableRandom random);

    private static int page(byte[] bytes, SplittableRandom random) {
        int page = pageBytes(bytes);
        return random.nextInt((bytes.length + page - 1) / page) * page;
    }

    /** Less of a file that is smaller than two. */
    private static int pageBytes(byte[] bytes) {
        return bytes.length >= 2 * PAGE ? PAGE : Math.max(1, bytes.length / 2);
    }
}
