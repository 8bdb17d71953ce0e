package dev.carillon.app;

import dev.carillon.app.step.Awaited;
import dev.carillon.app.step.StartFailure;
import dev.carillon.app.step.Step;
import dev.carillon.config.BrokerConfig;
import dev.carillon.delivery.DeliveryVerticle;
import dev.carillon.delivery.shard.ConfirmationRate;
import dev.carillon.delivery.shard.DeliveryServices;
import dev.carillon.journal.JournalServices;
import dev.carillon.journal.JournalVerticle;
import dev.carillon.journal.Journals;
import dev.carillon.push.EndpointClient;
import dev.carillon.push.Endpoints;
import dev.carillon.push.WebClient;
import dev.carillon.push.address.AddressGuard;
import dev.carillon.push.envelope.MessageSigner;
import dev.carillon.push.signing.CertificateNames;
import dev.carillon.push.signing.CertificatePages;
import dev.carillon.push.signing.SigningKeys;
import dev.carillon.push.sqs.QueueClient;
import dev.carillon.sns.subscription.PendingConfirmations;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * From the journal to the endpoints. The journal's shards listen first, then delivery, which tells them what is
 * outstanding; only then may a publish come in.
 */
record Outgoing(AddressGuard guard, CertificatePages certificates) {
    /** What is cut off by the stop is in the journal, and goes out after the next start. */
    private static final long LAST_ANSWERS_MILLIS = 1_000;

    static Outgoing start(Foundation base, Storage storage) throws StartFailure {
        BrokerConfig config = base.config();
        SigningKeys keys = Step.of(
                "the signing keys cannot be used",
                () -> SigningKeys.open(SigningKeyCommands.folder(config), CertificateNames.of(config), base.time()));
        FileWatch.start(base.vertx(), keys::look);
        AddressGuard guard = new AddressGuard(
                base.vertx(),
                config.delivery(),
                OwnPorts.of(config.listen(), storage.catalog().databaseAddress()));
        startJournals(base, storage);
        PendingConfirmations confirmations = new PendingConfirmations(
                storage.catalog().view(), storage.catalog().writer(), base.bus(), base.time());
        base.deploy("confirmations", base.vertx().deployVerticle(confirmations));
        startDelivery(base, storage, keys, guard);
        confirmations.resume();
        return new Outgoing(guard, new CertificatePages(keys));
    }

    private static void startJournals(Foundation base, Storage storage) throws StartFailure {
        JournalServices services = new JournalServices(
                base.bus(), storage.catalog().view(), storage.folder().journals(), base.metrics(), base.time());
        Journals journals = new Journals(
                services,
                base.config().limits(),
                base.config().journal(),
                () -> base.config().dataFolder().toFile().getUsableSpace());
        List<Future<String>> deployments = shards(base)
                .mapToObj(
                        shard -> base.vertx().deployVerticle(journals.shard(shard), JournalVerticle.deployment(shard)))
                .toList();
        base.deployAll("journals", deployments, Foundation.RECOVERY);
        base.checks().add(journals.health());
    }

    private static void startDelivery(Foundation base, Storage storage, SigningKeys keys, AddressGuard guard)
            throws StartFailure {
        BrokerConfig config = base.config();
        MessageSigner signer = new MessageSigner(base.vertx(), config, keys, base.time());
        base.metrics().delivery().showSigningQueue(signer::waiting);
        base.parts().add("signing", left -> {
            Void unused = Awaited.within(left, signer.close());
        });
        Endpoints client = new Endpoints(
                new WebClient(base.vertx(), config.delivery(), guard, base.time()),
                new QueueClient(base.vertx(), config));
        base.parts().add("endpoint client", left -> {
            Void unused = Awaited.within(left, ended(base.vertx(), client));
        });
        DeliveryServices services = new DeliveryServices(
                base.bus(),
                storage.catalog().view(),
                storage.folder().journals(),
                storage.folder()::stateLog,
                signer,
                client,
                guard,
                new ConfirmationRate(config.delivery().confirmationsPerHour(), base.time()),
                config.delivery(),
                config.log(),
                base.metrics(),
                base.time(),
                config.listen().shutdownGrace().dividedBy(2));
        List<Future<String>> deployments = shards(base)
                .mapToObj(shard -> base.vertx()
                        .deployVerticle(new DeliveryVerticle(shard, services), DeliveryVerticle.deployment(shard)))
                .toList();
        base.deployAll("delivery", deployments, Foundation.RECOVERY);
    }

    private static IntStream shards(Foundation base) {
        return IntStream.range(0, base.bus().shards());
    }

    /** Delivery has waited for its attempts before: whoever has not answered by now is cut off. */
    private static Future<Void> ended(Vertx vertx, EndpointClient client) {
        Future<Void> enough =
                vertx.timer(LAST_ANSWERS_MILLIS, TimeUnit.MILLISECONDS).mapEmpty();
        return Future.any(client.close(), enough).mapEmpty();
    }
}
