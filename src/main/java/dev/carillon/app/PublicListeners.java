package dev.carillon.app;

import dev.carillon.app.step.StartFailure;
import dev.carillon.app.tls.TlsFiles;
import dev.carillon.catalog.Catalog;
import dev.carillon.config.BrokerConfig;
import dev.carillon.listener.AddressLimits;
import dev.carillon.management.ManagementServices;
import dev.carillon.management.ManagementVerticle;
import dev.carillon.model.QueueArn;
import dev.carillon.push.address.AddressVerdict;
import dev.carillon.push.signing.CertificatePages;
import dev.carillon.sns.ActionRouter;
import dev.carillon.sns.SnsVerticle;
import dev.carillon.sns.action.EndpointCheck;
import dev.carillon.sns.action.SnsServices;
import dev.carillon.sns.exchange.ExchangeParts;
import dev.carillon.sns.exchange.HeldBytes;
import dev.carillon.sns.exchange.PublicFile;
import dev.carillon.sns.exchange.PublicFiles;
import dev.carillon.sns.limit.PublishLimits;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerOptions;
import java.util.Optional;

/** The two public listeners, opened last and closed first. */
final class PublicListeners {
    /** One part of so many of the heap is for requests and replies on their way. */
    private static final int HEAP_TO_REQUESTS = 8;

    private PublicListeners() {}

    static void open(Foundation base, Storage storage, Outgoing outgoing, Optional<TlsFiles> tls) throws StartFailure {
        openManagement(base, storage.catalog(), tls);
        openSns(base, storage.catalog(), outgoing, tls);
    }

    private static void openManagement(Foundation base, Catalog catalog, Optional<TlsFiles> tls) throws StartFailure {
        BrokerConfig config = base.config();
        HttpServerOptions transport = new HttpServerOptions();
        tls.ifPresent(files -> transport.setSsl(true).setKeyCertOptions(files.options()));
        ManagementServices services = new ManagementServices(
                config, catalog.view(), catalog.writer(), base.metrics(), base.time(), transport);
        base.deploy(
                "management-port " + config.listen().managementPort(),
                base.vertx().deployVerticle(new ManagementVerticle(services)));
    }

    private static void openSns(Foundation base, Catalog catalog, Outgoing outgoing, Optional<TlsFiles> tls)
            throws StartFailure {
        BrokerConfig config = base.config();
        ExchangeParts parts = new ExchangeParts(
                files(outgoing.certificates()),
                new AddressLimits(config.limits(), base.time()),
                new HeldBytes(Runtime.getRuntime().maxMemory() / HEAP_TO_REQUESTS),
                base.metrics(),
                base.time());
        SnsServices services = new SnsServices(
                catalog.view(),
                catalog.writer(),
                base.bus(),
                base.time(),
                config.sns(),
                config.limits(),
                new PublishLimits(config.sns(), config.limits(), base.time()),
                endpointCheck(config, outgoing),
                base.metrics());
        int loops = Runtime.getRuntime().availableProcessors();
        base.deploy(
                "sns-port " + config.listen().snsPort(),
                base.vertx()
                        .deployVerticle(
                                () -> new SnsVerticle(
                                        config,
                                        tls.map(TlsFiles::options),
                                        catalog.view(),
                                        parts,
                                        new ActionRouter(services)),
                                new DeploymentOptions().setInstances(loops)));
    }

    /** Queue services are the operator's choice: they are asked for by the queue's ARN, and not of the guard. */
    private static EndpointCheck endpointCheck(BrokerConfig config, Outgoing outgoing) {
        return endpoint -> QueueArn.parse(endpoint).isPresent()
                ? Future.succeededFuture(
                        config.delivery().sqs().serviceOf(endpoint).isPresent())
                : outgoing.guard().check(endpoint).map(AddressVerdict.Allowed.class::isInstance);
    }

    private static PublicFiles files(CertificatePages pages) {
        return path ->
                pages.page(path).map(page -> new PublicFile(page.body(), page.contentType(), page.cacheControl()));
    }
}
