/**
 * The words of SNS as immutable values; everything else is built from them and they know nothing but the JDK.
 *
 * <p>In the order in which a message meets them: a request is made with a {@link dev.carillon.model.Credential}, whose
 * {@link dev.carillon.model.SnsPermissions} say what it may do and whose {@link dev.carillon.model.ProjectScope} (a
 * project in a region) says where. It names a {@link dev.carillon.model.Topic} by its
 * {@link dev.carillon.model.TopicArn} and hands in a {@link dev.carillon.model.Publication}, which reaches every
 * confirmed {@link dev.carillon.model.Subscription}. {@link dev.carillon.model.ProjectView} is one project's whole
 * metadata at one moment.
 */
@NullMarked
package dev.carillon.model;

import org.jspecify.annotations.NullMarked;
