/** What people and other programs see: the pages of the dashboard and the REST API. */
@NullMarked
package tn.flotte.orchestrator.web;

import org.jspecify.annotations.NullMarked;
