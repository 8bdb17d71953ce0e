package dev.carillon.journal.store.folder;

import dev.carillon.config.JournalConfig;
import dev.carillon.config.JournalConfigs;
import dev.carillon.journal.store.NoCommits;
import dev.carillon.journal.store.TopicJournal;
import dev.carillon.journal.store.record.Publications;
import dev.carillon.model.Publication;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A process of its own that appends to a few topics until it is killed, and says after each append what it has. */
final class WritingProcess {
    static final JournalConfig CONFIG = JournalConfigs.rolling(2, "2MiB", 500);
    static final int TOPICS = 4;
    static final Instant PUBLISHED_AT = Instant.ofEpochMilli(1_768_473_000_123L);

    private WritingProcess() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);
        DataFolder data = DataFolders.open(Path.of(arguments[0]), CONFIG);
        List<TopicJournal> journals = new ArrayList<>();
        for (long topicNo = 0; topicNo < TOPICS; topicNo++) {
            journals.add(data.journals().open(topicNo, new NoCommits()));
        }
        for (int turn = 0; true; turn++) {
            int topicNo = turn % TOPICS;
            TopicJournal journal = journals.get(topicNo);
            long sequence = journal.append(message(topicNo, journal.nextSeq()), PUBLISHED_AT);
            out.println(topicNo + " " + sequence);
        }
    }

    /** What lies at a sequence; of many lengths. */
    static Publication message(long topicNo, long sequence) {
        return Publications.plain(topicNo + " " + sequence + " " + "x".repeat((int) (sequence * 37 % 3_000)));
    }

    static Process start(Path folder) throws IOException {
        return builder(WritingProcess.class, folder)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Of another process like this one. */
    static ProcessBuilder builder(Class<?> main, Path folder) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), folder.toString()));
        return new ProcessBuilder(command);
    }

    static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }
}
