/** The bot that keeps the contact log: every mail in or out, every call (process book). */
@NullMarked
package tn.flotte.bots.contact;

import org.jspecify.annotations.NullMarked;
